import { readFailure } from './read-failure.ts'

const wrongTimes = new Set([
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'RequestExpired',
  'RequestTimeTooSkewed',
])

/**
 * Whether AWS refused a signature and its client has since set its clock by the date of the answer:
 * the same call, signed again, may then pass. The client says so after any failure on a machine
 * whose clock is wrong, so the name of the failure counts, too.
 */
export function isClockCorrected(error: unknown): boolean {
  const { clockCorrected, name } = readFailure(error)
  return clockCorrected && wrongTimes.has(name)
}
