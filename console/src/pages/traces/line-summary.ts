import { z } from 'zod'

const texts = z.array(z.string())
const waiting = z.object({ automation: z.string(), until: z.string() })
const held = z.object({ automation: z.string(), reason: z.string() })

/** The details of a line that are worth a place beside it. */
const told = z.object({
  feeds: texts,
  findings: texts,
  audience: z.string(),
  attribute: z.string(),
  reason: z.string(),
  suppressed: z.array(held),
  delayed: z.array(waiting),
  visitor: z.string(),
  stitched: z.string(),
})

/** What the detail of a trace line comes down to, in one sentence; undefined when that is only seen in full. */
export function lineSummary(
  detail: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const read = told.partial().safeParse(detail)
  if (!read.success) return undefined
  const {
    feeds,
    findings,
    audience,
    attribute,
    reason,
    suppressed = [],
    delayed = [],
    visitor,
    stitched,
  } = read.data
  const parts = [
    ...(visitor === undefined || stitched === undefined ? [] : [`${stitched} into ${visitor}`]),
    ...(feeds ?? []),
    ...firstOf(findings ?? []),
    ...(audience === undefined ? [] : [audience]),
    ...(reason === undefined ? [] : [attribute === undefined ? reason : `${attribute}: ${reason}`]),
    ...suppressed.map((one) => `${one.automation}: ${one.reason}`),
    ...delayed.map((one) => `${one.automation} until ${one.until}`),
  ]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

/** A line stays short: all of them are in its detail. */
const shownFindings = 3

const firstOf = (findings: readonly string[]): readonly string[] =>
  findings.length <= shownFindings
    ? findings
    : [...findings.slice(0, shownFindings), `${findings.length - shownFindings} more`]
