import { Loader, Stack, Text } from '@mantine/core'
import { Failure } from '../../ui/failure.tsx'
import type { ActionResults } from './action-results.ts'
import { AnswerView } from './answer-view.tsx'
import type { ChatState } from './chat-state.ts'
import { Saying } from './saying.tsx'

interface ChatLogProps {
  readonly chat: ChatState
  readonly agentName: string
  /** Null when the conversation is over. */
  readonly onResults: ((results: ActionResults) => void) | null
  /** The answer whose steps are shown, and how another one is chosen. */
  readonly traced: string | undefined
  readonly onTrace: (messageId: string) => void
}

/** What was said, oldest first, and the answer that is coming. */
export function ChatLog({ chat, agentName, onResults, traced, onTrace }: ChatLogProps) {
  const { messages, live, error } = chat
  const isEmpty = messages.length === 0 && live === null
  const last = messages.at(-1)
  return (
    <Stack gap="md" role="log" aria-label={`Conversation with ${agentName}`} mih={220}>
      {isEmpty && error === null && (
        <Text size="sm" c="dimmed">
          Nothing has been said yet. What you send goes to the agent in AWS and costs what its model
          costs.
        </Text>
      )}
      {messages.map((message) =>
        message.role === 'user' ? (
          <Saying key={message.id} who="You" text={message.text} />
        ) : (
          <AnswerView
            key={message.id}
            message={message}
            agentName={agentName}
            onResults={message === last && live === null ? onResults : null}
            onTrace={message.id === traced ? null : () => onTrace(message.id)}
          />
        ),
      )}
      {live?.said && <Saying who="You" text={live.said} />}
      {live && (
        <Saying who={agentName} text={live.text} isAnswer>
          <Loader size="sm" type="dots" aria-label="Answering" />
        </Saying>
      )}
      {error !== null && <Failure error={error} />}
    </Stack>
  )
}
