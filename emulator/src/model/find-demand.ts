import { isJsonObject, type Json } from '../json.ts'
import { findFieldList } from './find-field-list.ts'
import { findJson, type Finding } from './find-json.ts'
import { hasSlots, looseSchema } from './loose-schema.ts'
import { readSchema, type Schema } from './schema.ts'

export type Demand = {
  /** What the answer must look like; undefined when no JSON is demanded. */
  schema: Schema | undefined
  /** Against which internal references resolve. */
  root: Json
  /** All other JSON in the prompt. */
  data: Json[]
  /** The prompt without its JSON. */
  prose: string
}

const demanding =
  /\b(?:return|respond|reply|answer|output|produce|generate|emit|format|structure|schema|shape|template|exactly|example)\b/i
const giving =
  /\b(?:data|input|profile|event|payload|context|visitor|customer|record|history|attributes|facts|given)\b[^.!?]{0,30}:?\s*$/i

/** The JSON structure, JSON Schema or list of fields that a prompt demands, and the data beside it. */
export function findDemand(prompt: string): Demand {
  const findings = findJson(prompt)
  const scored = findings.map((finding, index) => ({
    finding,
    score: score(finding, leadIn(prompt, finding, findings[index - 1])),
  }))
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (top, each) => (each.score >= 2 && each.score > (top?.score ?? 0) ? each : top),
    undefined,
  )
  const rest = findings.filter((finding) => finding !== best?.finding)
  const data = rest.flatMap(({ json }) => (json === undefined ? [] : [json]))
  const prose = proseOf(prompt, findings)
  if (!best) return { schema: findFieldList(prompt) ?? vagueDemand(prose), root: null, data, prose }
  const { json } = best.finding
  if (isJsonObject(json) && looksLikeSchema(json))
    return { schema: readSchema(json), root: json, data, prose }
  return { schema: looseSchema(best.finding.loose()), root: null, data, prose }
}

/** JSON without any structure: the prompt leaves it to the model. */
function vagueDemand(prose: string): Schema | undefined {
  if (
    !/\b(?:return|respond|reply|answer|output)\b(?:(?!\bnot?\b)[^.\n]){0,60}\bJSON\b/i.test(prose)
  ) {
    return undefined
  }
  return {
    type: 'object',
    properties: {
      summary: { type: 'string' },
      score: { type: 'integer', minimum: 0, maximum: 100 },
    },
  }
}

function proseOf(prompt: string, findings: readonly Finding[]): string {
  const starts = [0, ...findings.map(({ end }) => end)]
  return starts.map((start, index) => prompt.slice(start, findings[index]?.start)).join('')
}

/** The last two lines of text before a finding. */
function leadIn(prompt: string, finding: Finding, previous: Finding | undefined): string[] {
  const text = prompt.slice(Math.max(previous?.end ?? 0, finding.start - 300), finding.start)
  return text
    .split('\n')
    .filter((line) => line.trim().replace(/^```\w*$/, '') !== '')
    .slice(-2)
}

function score(finding: Finding, lines: readonly string[]): number {
  const last = lines.at(-1) ?? ''
  const isGiven = giving.test(last) && !demanding.test(last)
  // Given data is often large, and looking for placeholders in it would be a waste.
  if (isGiven && finding.json !== undefined) return 0
  const isFillable =
    (isJsonObject(finding.json) && looksLikeSchema(finding.json)) || hasSlots(finding.loose())
  return (isFillable ? 4 : 0) + (demanding.test(lines.join('\n')) ? 2 : 0) - (isGiven ? 3 : 0)
}

function looksLikeSchema(json: Json): boolean {
  if (!isJsonObject(json)) return false
  return '$schema' in json || (json.type === 'object' && isJsonObject(json.properties))
}
