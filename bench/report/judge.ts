import type { Bench, Outcome } from './bench.ts'
import { median, rounded } from './rounds.ts'

/** The last line of a benchmark, for programs. */
export interface Verdict {
  readonly bench: string
  readonly unit: string
  readonly floor: number
  readonly figure: number
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
}

const digits = (value: number): number => Number(value.toPrecision(4))

/** Medians beside the goals; met only when every goal is. */
export function judge(name: string, outcome: Outcome): Verdict {
  const { unit, goal, conditions } = outcome
  const [floor, figure] = [median(outcome.floors), median(outcome.figures)]
  const first = 'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost
  return {
    bench: name,
    unit,
    floor: digits(floor),
    figure: digits(figure),
    ratio: digits(figure / floor),
    goal: [wanted(outcome), ...conditions.map((one) => `${one.name} ${one.wanted}`)].join(', '),
    met: first && conditions.every(({ met }) => met),
  }
}

function wanted({ goal, unit }: Outcome): string {
  return 'atLeast' in goal
    ? `≥ ${rounded(goal.atLeast)} ${unit}`
    : `≤ ${rounded(goal.atMost)} ${unit}`
}

const spread = (values: readonly number[]): string =>
  `${rounded(median(values))} (${rounded(Math.min(...values))}–${rounded(Math.max(...values))})`

/** What was measured, for people. */
export function inWords(bench: Bench, outcome: Outcome): string[] {
  const { unit, floors, figures, conditions, remarks } = outcome
  const verdict = judge(bench.name, outcome)
  return [
    `${bench.name}: ${bench.figure}`,
    `  floor   ${spread(floors)} ${unit}: ${bench.floor}`,
    `  figure  ${spread(figures)} ${unit}`,
    `  ratio   ${rounded(verdict.ratio)} of the floor (medians of ${floors.length} rounds, lowest and highest in brackets)`,
    `  goal    ${wanted(outcome)}`,
    ...conditions.map(({ name, measured, wanted: want, met }) => `  also    ${name} ${measured}; goal ${want}: ${met ? 'met' : 'missed'}`), // prettier-ignore
    ...remarks.map((remark) => `  note    ${remark}`),
    `  ${verdict.met ? 'All goals are met.' : 'Not every goal is met.'}`,
  ]
}
