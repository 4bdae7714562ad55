import { returnOfControl } from '@outcrop/contract'
import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import type { AnswerText } from '../answers/parse-answer.ts'

const rawSchema = z.looseObject({
  text: z.string().default(''),
  return_control: returnOfControl.nullable().default(null),
})

/** The text of an agent's stored answer. Throws `answer-empty` and `agent-wants-action`. */
export function readAgentAnswer(raw: Record<string, unknown>): AnswerText {
  const { text, return_control: control } = rawSchema.parse(raw)
  if (control) {
    const wanted = control.actions.map(({ action_group, name }) => `${action_group}.${name}`)
    throw new Problem(
      'agent-wants-action',
      `The agent asks for ${wanted.join(', ')} and waits for the result.`,
    )
  }
  if (text.trim() === '') throw new Problem('answer-empty', 'The agent answered without any text.')
  return { text, stopReason: 'end_turn' }
}
