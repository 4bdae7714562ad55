/** Longer keys of unknown sources are cut: they are shown, and nothing goes by them. */
const longest = 100

/** The key of the data source that an event names; null when it names none. It can be stored, whatever the event holds. */
export function sourceKeyOf({ tealium_datasource: key }: Record<string, unknown>): string | null {
  if (typeof key === 'number') return String(key)
  if (typeof key !== 'string' || key === '') return null
  return key.slice(0, longest).replaceAll('\0', '').toWellFormed()
}
