import { isDeepStrictEqual } from 'node:util'
import { InputError } from '../terminal/input-error.ts'

export type Given = Readonly<Record<string, unknown>>

type Shape = Readonly<Record<string, unknown>>

/** The members of a thing by their names: what `get` shows, and what making and changing it take. */
export interface Members {
  readonly shown: Shape
  readonly created: Shape
  readonly changed: Shape
}

/** The same, from the operations. */
export const membersOf = (get: Answering, create: Taking, update: Taking): Members => ({
  shown: get.response.shape,
  created: create.body.shape,
  changed: update.body.shape,
})

interface Answering {
  readonly response: { readonly shape: Shape }
}

interface Taking {
  readonly body: { readonly shape: Shape }
}

/**
 * What of a file is sent to make a thing. A file may hold what `get` has printed: ids, times and counts,
 * which the server makes itself, are left out. What nobody knows stays, and the server says so.
 */
export const newOf = (given: Given, { shown, created }: Members): Given =>
  without(given, (name) => name in shown && !(name in created))

/** What of a file is sent to change a thing. What was decided when it was made may stand in it as it is. */
export async function patchOf(
  noun: string,
  given: Given,
  members: Members,
  current: () => Promise<object>,
): Promise<Given> {
  const { created, changed } = members
  const isFixed = (name: string) => name in created && !(name in changed)
  const fixed = Object.keys(given).filter(isFixed)
  if (fixed.length > 0) {
    const now = new Map<string, unknown>(Object.entries(await current()))
    const other = fixed.find((name) => !isDeepStrictEqual(given[name], now.get(name)))
    if (other !== undefined)
      throw new InputError(
        `The ${other} of this ${noun} is ${JSON.stringify(now.get(other))}, and never changes.`,
        `Take ${other} out of the file, or create another ${noun} from it.`,
      )
  }
  return without(newOf(given, members), isFixed)
}

const without = (given: Given, isLeftOut: (name: string) => boolean): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !isLeftOut(name)))
