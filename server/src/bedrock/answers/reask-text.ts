import type { Problem } from '../../kernel/problem.ts'
import type { JsonSchema } from './json-schema.ts'

/** What is said to the model after an answer that could not be used, once. */
export function reaskText({ message }: Problem, schema: JsonSchema | null): string {
  const complaint = `Your answer could not be used. ${message}`
  if (schema === null) return `${complaint}\n\nAnswer again, completely.`
  return [
    complaint,
    'Answer again with a single JSON object and nothing else: no explanation, no Markdown, no code fences.',
    `The object must satisfy this JSON Schema:\n${JSON.stringify(schema, null, 2)}`,
  ].join('\n\n')
}
