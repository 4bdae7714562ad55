import type { Hit } from '../knowledge-bases/rank-passages.ts'
import type { AgentTurn } from './agent-turn.ts'
import { spokenValue } from './spoken-value.ts'

/** What the model is told before the conversation. */
export function systemPrompt(turn: AgentTurn, hits: readonly Hit[]): string {
  const known = { ...toldValues(turn), ...turn.promptAttributes }
  const facts = Object.entries(known).map(([name, value]) => `${name}: ${value}`)
  const sources = hits.map(({ text }, index) => `[${index + 1}] ${text}`)
  return [
    turn.version.instruction,
    ...(facts.length > 0 ? [`Known of this conversation\n${facts.join('\n')}`] : []),
    ...(sources.length > 0 ? [`Search results\n\n${sources.join('\n\n')}`] : []),
  ].join('\n\n')
}

/** The parameters of actions that the user has said a value for; the latest word counts. */
function toldValues({ actions, session }: AgentTurn): Record<string, string> {
  const names = new Set(actions.flatMap(({ parameters }) => Object.keys(parameters)))
  const said = session.turns.filter(({ role, isToolResult }) => role === 'user' && !isToolResult)
  const pairs = [...names].flatMap((name) => {
    const waited = session.asked?.parameter === name ? said.at(-1)?.text : undefined
    const value =
      said
        .toReversed()
        .map(({ text }) => spokenValue(name, text))
        .find((each) => each !== undefined) ?? bareValue(waited)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}

/** The answer to `What is the order id?`: the word with a digit in it, else all of it. */
function bareValue(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return /[\w-]*\d[\w-]*/.exec(text)?.[0] ?? text.trim()
}
