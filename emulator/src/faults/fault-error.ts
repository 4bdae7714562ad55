import { AwsError } from '../wire/aws-error.ts'
import { errorCatalogue } from './error-catalogue.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import type { Effects } from './fault-schema.ts'

/** The error that a name stands for; `status` and `message` change what the catalogue says. */
export function faultError(
  name: string,
  { status, message, retryAfterS }: Pick<Effects, 'status' | 'message' | 'retryAfterS'>,
  endpoint: Endpoint = 'bedrock-runtime',
): AwsError {
  const known = errorCatalogue.get(name)
  return new AwsError(
    known?.code ?? name,
    status ?? known?.elsewhere[endpoint] ?? known?.status ?? 500,
    message ?? known?.message ?? name,
    {
      ...(known?.members && { members: known.members }),
      ...(retryAfterS !== undefined && { retryAfterS }),
    },
  )
}
