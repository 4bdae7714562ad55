import type { Policies } from '@outcrop/contract'
import type { PolicySet } from '../../bedrock/bedrock.ts'

type Document = Policies['documents'][number]

/** A set of policies in the order in which they are needed. */
export function documentsOf({ permissions, role }: PolicySet): Document[] {
  const main = {
    kind: 'permissions' as const,
    title: `What the ${role ? 'role' : 'user'} behind the provider may do: attach it to ${role ? 'the role' : 'the user whose access key the provider has'}.`,
    document: { ...permissions },
  }
  if (!role) return [main]
  const { arn, trust, source } = role
  const trusting = trust && {
    kind: 'trust' as const,
    title: `Who may assume ${arn}: its trust policy.`,
    document: { ...trust },
  }
  const assuming = {
    kind: 'source' as const,
    title: 'What the user or role that assumes it may do. Needed in another account, or where the trust policy names no one.', // prettier-ignore
    document: { ...source },
  }
  return [main, ...(trusting ? [trusting] : []), assuming]
}
