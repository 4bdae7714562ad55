import type { Question } from '../model/question.ts'

/** A question of one text, for families that know neither roles nor tools. */
export function plainQuestion(
  modelId: string,
  text: string,
  limits: Pick<Question, 'maxTokens' | 'stopSequences'>,
): Question {
  return {
    modelId,
    system: '',
    turns: [{ role: 'user', text, isToolResult: false }],
    schema: undefined,
    tools: [],
    toolChoice: { kind: 'auto' },
    ...limits,
  }
}
