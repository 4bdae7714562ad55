import { isJsonObject, type Json } from './json.ts'

/** What stands at a path of members and indexes; undefined where nothing does. */
export function jsonAt(value: Json | undefined, path: readonly PropertyKey[]): Json | undefined {
  return path.reduce<Json | undefined>((around, step) => {
    if (Array.isArray(around)) return around[Number(step)]
    return isJsonObject(around) && Object.hasOwn(around, step) ? around[String(step)] : undefined
  }, value)
}
