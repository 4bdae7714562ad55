import { isJsonObject, type JsonSchema } from './json-schema.ts'

/** What an internal reference, such as `#/$defs/item`, names in a schema; undefined when nothing. */
export function resolvePointer(reference: string, root: JsonSchema): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined
  let place: unknown = root
  for (const step of reference.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(place)) place = place[Number(key)]
    else place = isJsonObject(place) && Object.hasOwn(place, key) ? place[key] : undefined
  }
  return place
}
