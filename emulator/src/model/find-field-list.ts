import { describeSlot } from './describe-slot.ts'
import type { Schema } from './schema.ts'

const demand =
  /JSON\b[^.\n]{0,60}?\b(?:with|containing|having|that has|including)\b[^.:\n]{0,40}?\b(?:keys?|fields?|properties|attributes|members)\b[^:\n]{0,30}?:?\s*([\s\S]{1,1500})/i

/** The fields that a prompt lists in prose or bullets: `JSON with the keys score (0-100) and reason`. */
export function findFieldList(prompt: string): Schema | undefined {
  const [, listed] = demand.exec(prompt) ?? []
  if (listed === undefined) return undefined
  const bullets = [...listed.matchAll(/^\s*(?:[-*•]|\d+[.)])\s*(.+)$/gm)].map(
    ([, line = '']) => line,
  )
  const items = bullets.length > 0 ? bullets : splitSentence(listed)
  const fields = items.flatMap(readField)
  if (fields.length === 0) return undefined
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: fields.map(([name]) => name),
  }
}

/** Up to the end of the sentence, at commas and `and` that stand outside of parentheses. */
function splitSentence(text: string): string[] {
  const [sentence = ''] = /^(?:\([^)]*\)|"[^"]*"|`[^`]*`|[^.\n]|\.(?=\S))*/.exec(text) ?? []
  const items = sentence.match(/(?:\([^)]*\)|[^,(])+/g) ?? []
  return items
    .flatMap((item) => item.split(/\s+and\s+(?![^(]*\))/))
    .map((item) => item.replace(/^\s*and\s+/, ''))
}

function readField(item: string): [string, Schema][] {
  const [, name, described = ''] =
    /^\s*\**["'`]?([A-Za-z_][\w-]{0,60})["'`]?\**\s*(?:[:=–—-]\s*|\(\s*)?(.*?)\)?[\s;.]*$/.exec(
      item,
    ) ?? []
  if (name === undefined) return []
  const schema = describeSlot(described)
  return [[name, described === '' ? {} : schema]]
}
