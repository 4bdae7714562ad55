import type { AgentFile, AgentStep, Citation, Message, MessageEvent, ReturnOfControl } from '@outcrop/contract' // prettier-ignore

/** An answer that is still coming. */
export interface LiveAnswer {
  /** What was said, until the server has stored it. */
  readonly said: string | null
  readonly text: string
  readonly citations: readonly Citation[]
  readonly steps: readonly AgentStep[]
  readonly files: readonly AgentFile[]
  readonly returnControl: ReturnOfControl | null
}

export interface ChatState {
  /** Which of the conversations shown so far this is; what comes late of another is not for it. */
  readonly view: number
  readonly messages: readonly Message[]
  readonly live: LiveAnswer | null
  /** Why the last message was not accepted, or the connection broke. */
  readonly error: unknown
}

type Happening =
  | { readonly type: 'open' }
  | { readonly type: 'show'; readonly messages: readonly Message[] }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'event'; readonly event: MessageEvent }
  | { readonly type: 'fail'; readonly error: unknown }

export type ChatAction = Happening & { readonly view: number }

export const emptyChat: ChatState = { view: 0, messages: [], live: null, error: null }

const silence: LiveAnswer = {
  said: null,
  text: '',
  citations: [],
  steps: [],
  files: [],
  returnControl: null,
}

/** The chat after something happened. */
export function nextChat(state: ChatState, action: ChatAction): ChatState {
  if (action.type === 'open') return { ...emptyChat, view: action.view }
  if (action.view !== state.view) return state
  switch (action.type) {
    case 'show':
      return { ...state, messages: action.messages, live: null, error: null }
    case 'say':
      return { ...state, live: { ...silence, said: action.text }, error: null }
    case 'fail':
      return { ...state, live: null, error: action.error }
    case 'event':
      return afterEvent(state, action.event)
  }
}

function afterEvent(state: ChatState, { event, data }: MessageEvent): ChatState {
  const live = state.live ?? silence
  switch (event) {
    case 'sent':
      return { ...state, messages: [...state.messages, data], live: { ...live, said: null } }
    case 'text':
      return { ...state, live: { ...live, text: live.text + data.text } }
    case 'citation':
      return { ...state, live: { ...live, citations: [...live.citations, data] } }
    case 'step':
      return { ...state, live: { ...live, steps: [...live.steps, data] } }
    case 'file':
      return { ...state, live: { ...live, files: [...live.files, data] } }
    case 'return_control':
      return { ...state, live: { ...live, returnControl: data } }
    case 'done':
      return { ...state, messages: [...state.messages, data], live: null }
  }
}
