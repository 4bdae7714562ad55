import type { Part } from '../model/answer.ts'

/** All that an answer says in words. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
}
