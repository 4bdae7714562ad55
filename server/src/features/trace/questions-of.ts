import { z } from 'zod'

const asked = z.object({
  questions: z.array(
    z.object({ node: z.string(), question: z.unknown(), answer: z.string().nullable() }),
  ),
})

/** More of a text would hide the lines around it; the whole of it is in the detail. */
const mostCharacters = 200

/** What a flow asked while it ran and what it was answered, as lines of a trace. */
export function questionsOf(
  raw: unknown,
): { readonly text: string; readonly detail: Record<string, unknown> }[] {
  const questions = asked.safeParse(raw).data?.questions ?? []
  return questions.map(({ node, question, answer }) => ({
    text: `The Flow Asked: ${brief(question)} ${answered(answer)}`,
    detail: { node, question, answer },
  }))
}

const answered = (answer: string | null): string =>
  answer === null || answer.trim() === '' ? '(Not Answered)' : `(Answered: ${brief(answer)})`

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
