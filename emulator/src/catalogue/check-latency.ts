import { validationError } from '../wire/aws-error.ts'
import type { Target } from './resolve-model.ts'

/** Throws the ValidationException of AWS for a latency that is not offered: low ones need a profile. */
export function checkLatency(
  latency: string | undefined,
  { model, arn }: Target,
  region: string,
): void {
  if (latency === undefined || latency === 'standard') return
  if (model.optimizedLatency && arn.includes('inference-profile/')) return
  throw validationError(
    `Latency performance configuration is not supported for ${model.id} in ${region}`,
  )
}
