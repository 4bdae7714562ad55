import type { Credentials } from '@outcrop/contract'

/** Everything that is needed to call AWS for one provider, with its secrets opened. */
export interface Connection {
  readonly providerId: string
  /** Changes whenever credentials, region or endpoint change. */
  readonly revision: number
  readonly region: string
  /** Instead of AWS's own addresses: a VPC endpoint, a proxy or an emulator. */
  readonly endpoint: string | null
  readonly credentials: Credentials
  /** The AWS account behind the credentials, as the last test saw it; unknown when absent or null. */
  readonly account?: string | null
  /** Whether an assumed role is narrowed to what each call needs. */
  readonly narrowRole?: boolean
  /** What an assumed role may be used for at most: an IAM policy as JSON. Everything it may, when absent. */
  readonly sessionPolicy?: string | undefined
}
