import type { Message, MessageEvent } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { emptyChat, nextChat, type ChatState } from './chat-state.ts'

const message = (id: string, role: Message['role'], text: string): Message => ({
  id,
  role,
  text,
  state: 'done',
  citations: [],
  steps: [],
  return_control: null,
  files: [],
  tokens: { input: null, output: null },
  latency_ms: null,
  request_id: null,
  created_at: '2026-01-01T00:00:00.000Z',
})

const after = (state: ChatState, ...events: MessageEvent[]) =>
  events.reduce((before, event) => nextChat(before, { view: 0, type: 'event', event }), state)

it('shows what was said at once, and the answer as it comes', () => {
  const said = nextChat(emptyChat, { view: 0, type: 'say', text: 'Hello' })
  expect(said.live?.said).toBe('Hello')
  const sent = after(said, { event: 'sent', data: message('1', 'user', 'Hello') })
  expect(sent.live?.said).toBeNull()
  expect(sent.messages.map(({ text }) => text)).toEqual(['Hello'])
  const half = after(
    sent,
    { event: 'text', data: { text: 'Good ' } },
    { event: 'text', data: { text: 'day' } },
    { event: 'citation', data: { text: 'Good day', sources: [] } },
  )
  expect(half.live).toMatchObject({ text: 'Good day', citations: [{ text: 'Good day' }] })
  const done = after(half, { event: 'done', data: message('2', 'agent', 'Good day') })
  expect(done.live).toBeNull()
  expect(done.messages).toHaveLength(2)
})

it('keeps what was there when a message is refused, and forgets why with the next', () => {
  const before = after(emptyChat, { event: 'sent', data: message('1', 'user', 'Hello') })
  const failed = nextChat(nextChat(before, { view: 0, type: 'say', text: 'x' }), {
    view: 0,
    type: 'fail',
    error: 'no',
  })
  expect(failed).toMatchObject({ live: null, error: 'no', messages: [{ id: '1' }] })
  expect(nextChat(failed, { view: 0, type: 'say', text: 'y' }).error).toBeNull()
})

it('shows nothing of a conversation that was left while its answer was coming', () => {
  const asked = nextChat(emptyChat, { view: 0, type: 'say', text: 'Hello' })
  const other = nextChat(asked, { view: 1, type: 'open' })
  expect(other).toEqual({ ...emptyChat, view: 1 })
  const late = after(other, { event: 'text', data: { text: 'Good day' } })
  expect(nextChat(late, { view: 0, type: 'show', messages: [message('1', 'user', 'Hello')] })).toBe(other) // prettier-ignore
  const shown = nextChat(late, { view: 1, type: 'show', messages: [message('2', 'user', 'Bye')] })
  expect(shown.messages.map(({ text }) => text)).toEqual(['Bye'])
})
