import { countTokens } from './count-tokens.ts'
import { inputText, type Question } from './question.ts'

/** What the question costs in input tokens; tools and schemas are paid for too. */
export function questionTokens(question: Question): number {
  const tools =
    question.tools.length === 0
      ? ''
      : JSON.stringify(
          question.tools.map(({ name, description, schema }) => ({ name, description, schema })),
        )
  const schema = question.schema ? JSON.stringify(question.schema) : ''
  return Math.max(1, countTokens(inputText(question)) + countTokens(tools) + countTokens(schema))
}
