import { isJsonObject, parseJson, type Json, type JsonObject } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'

/**
 * The parts of the model's own answer that JSON pointers ask for, nested as they were. Pointers to
 * nothing are passed over. Throws ValidationException for text that is no pointer.
 */
export function additionalFields(
  pointers: readonly string[],
  nativeAnswer: object,
): { additionalModelResponseFields: JsonObject } {
  const source = parseJson(JSON.stringify(nativeAnswer))
  const found = pointers.map((pointer) => pick(source, stepsOf(pointer))).filter(isJsonObject)
  return { additionalModelResponseFields: found.reduce(merge, {}) }
}

function stepsOf(pointer: string): string[] {
  if (!/^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer)) {
    throw validationError(
      `The value ${pointer} in additionalModelResponseFieldPaths is not a JSON Pointer.`,
    )
  }
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function pick(source: Json | undefined, steps: readonly string[]): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return source
  if (!isJsonObject(source) || !Object.hasOwn(source, step)) return undefined
  const inner = pick(source[step], rest)
  return inner === undefined ? undefined : { [step]: inner }
}

function merge(left: JsonObject, right: JsonObject): JsonObject {
  const merged = Object.entries(right).map(([key, value]) => {
    const other = left[key]
    return [key, isJsonObject(other) && isJsonObject(value) ? merge(other, value) : value] as const
  })
  return { ...left, ...Object.fromEntries(merged) }
}
