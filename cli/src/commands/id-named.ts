import { usageFailure } from '../terminal/command-failure.ts'

/** The id of a thing that a command names by its name or id. Throws a failure that lists what there is. */
export function idNamed(
  things: readonly { readonly id: string; readonly name: string }[],
  kind: string,
  name: string,
): string {
  const found = things.find((each) => each.id === name || each.name === name)
  if (found) return found.id
  const names = things.map((each) => `"${each.name}"`).join(', ')
  throw usageFailure(`There is no ${kind} "${name}".`, names === '' ? 'There are none yet.' : `There are: ${names}.`) // prettier-ignore
}
