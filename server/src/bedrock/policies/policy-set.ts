import type { PolicyDocument } from './policy-document.ts'
import type { TrustPolicy } from './trust-policy.ts'

/** Everything that IAM has to be given for one provider. */
export interface PolicySet {
  /** What the user or role behind the provider may do. */
  readonly permissions: PolicyDocument
  /** For a provider that assumes a role. */
  readonly role: {
    readonly arn: string
    /** Who may assume it; null while nobody knows who does. */
    readonly trust: TrustPolicy | null
    /** What whoever assumes it needs. */
    readonly source: PolicyDocument
  } | null
}
