import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { resolveRef, usedSchemas } from './schema-tree.ts'

/** Whether a schema contains itself, directly or by references. */
export function isRecursive(root: JsonObject): boolean {
  // Without this memory, definitions that are used often would be walked exponentially often.
  const finite = new Set<JsonObject>()
  const visit = (schema: Json, path: readonly JsonObject[]): boolean => {
    if (!isJsonObject(schema) || finite.has(schema)) return false
    if (path.includes(schema)) return true
    const target = typeof schema.$ref === 'string' ? resolveRef(schema.$ref, root) : undefined
    const used = [...usedSchemas(schema), ...(target ? [target] : [])]
    if (used.some((child) => visit(child, [...path, schema]))) return true
    finite.add(schema)
    return false
  }
  return visit(root, [])
}
