import type { Definition } from '@outcrop/contract'
import type { AnyAction } from '../../actions/define-action.ts'
import type { Use } from '../../bedrock/bedrock.ts'

/** What definitions call in AWS, by provider. Steps that could not run use nothing. */
export function usesOf(
  definitions: readonly Definition[],
  organizationId: string,
  actions: ReadonlyMap<string, AnyAction>,
): ReadonlyMap<string, readonly Use[]> {
  const byProvider = new Map<string, Use[]>()
  for (const { action: type, input } of definitions.flatMap(({ steps }) => steps)) {
    const action = actions.get(type)
    if (!action || action.check(input).findings.length > 0) continue
    const provider = action.providerOf(input, organizationId)
    if (provider === null) continue
    const uses = byProvider.get(provider) ?? []
    byProvider.set(provider, [...uses, ...action.permissions(input, organizationId)])
  }
  return byProvider
}
