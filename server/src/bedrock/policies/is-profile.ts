import { parseArn } from '../arn.ts'

/** Ids of cross-region profiles are a model id behind the name of a geography. */
const geography = /^(?:us|eu|apac|jp|au|ca|sa|us-gov|global)\.(?<model>[a-z0-9-]+\..+)$/

/** The model that the id of a profile of AWS's own contains. */
export function modelInProfileId(id: string): string | undefined {
  return geography.exec(id)?.groups?.['model']
}

/** Whether an id or ARN names an inference profile. */
export function isProfile(named: string): boolean {
  const kind = parseArn(named)?.kind
  return (
    kind === 'inference-profile' ||
    kind === 'application-inference-profile' ||
    modelInProfileId(named) !== undefined
  )
}
