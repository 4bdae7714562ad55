import type { Json } from '../json.ts'

/** Which round of which iterator or loop a node runs in. */
export type Round = { nodeName: string; index: number; type: 'Iterator' | 'Loop' }

/**
 * What has arrived at the inputs of nodes. Each round of an iterator has a scope of its own, which
 * also sees what arrived outside of it; each round of a loop has one that sees nothing else.
 */
export type Scope = {
  rounds: readonly Round[]
  valueAt: (node: string, input: string) => Json | undefined
  put: (node: string, input: string, value: Json) => void
  /** Whether a condition has led to the node. */
  isChosen: (node: string) => boolean
  choose: (node: string) => void
  inRound: (round: Round) => Scope
}

export function createScope(rounds: readonly Round[] = [], outer?: Scope): Scope {
  const values = new Map<string, Json>()
  const chosen = new Set<string>()
  const scope: Scope = {
    rounds,
    valueAt: (node, input) => values.get(`${node}.${input}`) ?? outer?.valueAt(node, input),
    put: (node, input, value) => void values.set(`${node}.${input}`, value),
    isChosen: (node) => chosen.has(node) || outer?.isChosen(node) === true,
    choose: (node) => void chosen.add(node),
    inRound: (next) => createScope([...rounds, next], scope),
  }
  return scope
}
