import type { Model, ModelCatalogue } from '@outcrop/contract'
import { parseArn } from './arn.ts'
import { nearlyTheSame } from './nearly-the-same.ts'

/** More would not help to choose. */
const mostNamed = 4

/**
 * What the list of a provider has against a model that somebody named; null when nothing. It is never
 * more than a hint: AWS adds models daily, and lists not everything that can be called.
 */
export function listingNote(
  named: string,
  { items, read_at, partial = false }: ModelCatalogue,
): string | null {
  const arn = parseArn(named)
  // AWS has no list of these.
  if (arn?.kind === 'marketplace-endpoint' || items.length === 0) return null
  const id = arn?.ids['model'] ?? arn?.ids['profile'] ?? named
  const listed = items.find((model) => model.id === named || model.id === id)
  if (listed?.invocable === true) return null
  if (listed) return throughProfile(listed, items)
  const meant = nearlyTheSame(named, items.flatMap((model) => (model.invocable ? [model.id] : []))) // prettier-ignore
  return [
    `"${named}" is not among the models for text that AWS listed for this provider on ${read_at.slice(0, 10)}.`,
    ...(partial ? ['Its credentials may see only some of the lists.'] : []),
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    'It is called as it stands; if the name is wrong, every run fails.',
  ].join(' ')
}

function throughProfile({ id, kind }: Model, items: readonly Model[]): string {
  if (kind !== 'foundation-model') return `"${id}" was not ready when AWS listed it. Until it is, every run fails.` // prettier-ignore
  const profiles = items.filter((model) => model.invocable && model.id.endsWith(`.${id}`))
  const instead =
    profiles.length === 0
      ? 'Name the ARN of provisioned throughput, or of an inference profile that contains it.'
      : `Write ${profiles.slice(0, mostNamed).map((profile) => profile.id).join(' or ')} instead.` // prettier-ignore
  return `"${id}" cannot be called by its id alone. ${instead}`
}
