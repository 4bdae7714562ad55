import type { Definition, Finding, ModelCatalogue } from '@outcrop/contract'
import type { AnyAction } from '../../actions/define-action.ts'
import { listingNote } from '../../bedrock/bedrock.ts'
import { targetField } from './target-field.ts'

/** The models of a provider as AWS listed them last; null when it was not asked. Asks nobody. */
export type ListedModels = (
  organizationId: string,
  providerId: string,
) => Promise<ModelCatalogue | null>

/** What the kept lists say of the models that steps name. It keeps nothing from being published. */
export async function unlistedModels(
  { steps }: Definition,
  organizationId: string,
  actions: ReadonlyMap<string, AnyAction>,
  listed: ListedModels,
): Promise<Finding[]> {
  const notes = await Promise.all(
    steps.map(async ({ action: name, input }, index) => {
      const action = actions.get(name)
      const providerId = action?.providerOf(input, organizationId) ?? null
      if (!action || providerId === null) return []
      const uses = action.permissions(input, organizationId)
      const catalogue = uses.some(({ kind }) => kind === 'model') ? await listed(organizationId, providerId) : null // prettier-ignore
      return uses.flatMap((use) => {
        const message = use.kind === 'model' && catalogue ? listingNote(use.model, catalogue) : null
        return message === null ? [] : [{ path: `steps.${index}.input.${targetField(use, input)}`, message }] // prettier-ignore
      })
    }),
  )
  return notes.flat()
}
