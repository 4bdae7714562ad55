import type { Message } from '../bedrock/bedrock.ts'

/** How a conversation goes on after an answer that could not be used. */
export function afterSpoiled(answer: string, complaint: string): Message[] {
  return [
    // Bedrock takes no blank text, and no two messages of one side.
    { role: 'assistant', text: answer.trim() === '' ? '(no answer)' : answer },
    { role: 'user', text: complaint },
  ]
}
