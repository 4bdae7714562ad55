/** What templates may ask of any object or list. */
const asked: ReadonlySet<string> = new Set(['size', 'first', 'last'])

/**
 * The beginning of a path up to the first name that an object in it does not have; undefined when
 * there is none. Below a value that is no object nothing is known.
 */
export function unresolved(
  path: readonly string[],
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  let value: unknown = data
  for (const [index, name] of path.entries()) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    if (!Object.hasOwn(value, name)) return asked.has(name) ? undefined : path.slice(0, index + 1).join('.') // prettier-ignore
    value = Reflect.get(value, name)
  }
  return undefined
}
