/** Condition keys of a request in lower case, with their values. */
export type RequestContext = ReadonlyMap<string, readonly string[]>

/** Makes a context of what is known; keys without a value are absent, as they are in AWS. */
export function requestContext(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): RequestContext {
  return new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), typeof value === 'string' ? [value] : value]],
    ),
  )
}
