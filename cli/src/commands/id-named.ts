import { firstItems, type PageOf } from '../api/first-items.ts'
import { usageFailure } from '../terminal/command-failure.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

const anId = /^[a-z]{3}_[0-9a-f]{32}$/

/**
 * The id of a thing that a command names by its name or id. Only a name is looked up. Throws a
 * failure that lists what there is, also when several have the name: none of them is picked.
 */
export async function idNamed(kind: string, name: string, list: PageOf<Named>): Promise<string> {
  if (anId.test(name)) return name
  const things = await firstItems(10_000, list)
  const [found, ...others] = things.filter((each) => each.name === name || each.id === name)
  if (found && others.length === 0) return found.id
  if (found) {
    const ids = [found, ...others].map(({ id }) => id).join(', ')
    throw usageFailure(`Several ${kind}s have the name "${name}".`, `Name one by its id: ${ids}.`) // prettier-ignore
  }
  const names = things.map((each) => `"${each.name}"`).join(', ')
  throw usageFailure(`There is no ${kind} "${name}".`, names === '' ? 'There are none yet.' : `Name one of these, or an id: ${names}.`) // prettier-ignore
}
