import { sendMessage, type NewConversation, type NewMessage } from '@outcrop/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useReducer, useRef } from 'react'
import { api } from '../../api.ts'
import { emptyChat, nextChat, type ChatState } from './chat-state.ts'

interface Chat extends ChatState {
  /** True when the message was taken, whatever came of its answer. */
  say(message: NewMessage): Promise<boolean>
  /** Shows another conversation; null begins a new one with the next message. */
  open(conversationId: string | null): void
}

/** A conversation with an agent, as it happens. */
export function useChat(
  agentId: string,
  conversationId: string | null,
  /** What a new conversation begins with. */
  beginning: NewConversation,
  onStarted: (conversationId: string) => void,
): Chat {
  const client = useQueryClient()
  const [state, dispatch] = useReducer(nextChat, emptyChat)
  const shown = useRef(emptyChat.view)

  async function say(message: NewMessage): Promise<boolean> {
    const view = shown.current
    let isTaken = false
    dispatch({ view, type: 'say', text: 'text' in message ? message.text : '' })
    try {
      const id =
        conversationId ??
        (await api.startConversation({ params: { id: agentId }, body: beginning })).id
      if (conversationId === null && view === shown.current) onStarted(id)
      const events = sendMessage({ baseUrl: '' }, { agentId, conversationId: id, message })
      for await (const event of events) {
        isTaken ||= event.event === 'sent'
        dispatch({ view, type: 'event', event })
      }
    } catch (error) {
      dispatch({ view, type: 'fail', error })
    }
    await client.invalidateQueries({ queryKey: ['agents', agentId, 'conversations'] })
    return isTaken
  }

  async function open(id: string | null): Promise<void> {
    shown.current += 1
    const view = shown.current
    dispatch({ view, type: 'open' })
    if (id === null) return
    try {
      const params = { id: agentId, conversation_id: id }
      const { messages } = await api.getConversation({ params })
      dispatch({ view, type: 'show', messages })
    } catch (error) {
      dispatch({ view, type: 'fail', error })
    }
  }

  return { ...state, say, open: (id) => void open(id) }
}
