import { faultError } from '../faults/fault-error.ts'
import type { Answer } from '../model/answer.ts'
import { cutAnswer } from '../model/cut-answer.ts'
import { inputText, type Question } from '../model/question.ts'
import { toolUseId } from '../model/tool-use-id.ts'
import type { Reply } from '../wire/reply.ts'
import type { ScriptedAnswer } from './scripts.ts'

/** What a script makes of a question: an answer, or a body to send as it is. Throws its AwsError. */
export function scriptedAnswer(scripted: ScriptedAnswer, question: Question): Answer | Reply {
  if ('error' in scripted) throw faultError(scripted.error, scripted)
  if ('body' in scripted) {
    const { body, contentType } = scripted
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return { kind: 'whole', headers: { 'content-type': contentType }, body: text }
  }
  if ('toolUse' in scripted) {
    const id = toolUseId(inputText(question))
    return cutAnswer({ kind: 'tool', id, ...scripted.toolUse }, question)
  }
  const text = 'json' in scripted ? JSON.stringify(scripted.json) : scripted.text
  return cutAnswer({ kind: 'text', text }, question)
}
