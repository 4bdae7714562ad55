import type { Conversation } from '@outcrop/contract'
import { Button, Group, Select, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { formatCount } from '../../ui/format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { May } from '../../ui/may.tsx'

interface ConversationBarProps {
  readonly agentId: string
  readonly conversations: readonly Conversation[]
  readonly chosen: string | null
  readonly isAnswering: boolean
  readonly onChoose: (id: string | null) => void
  /** The button that was pressed is not there any more: the focus must go somewhere. */
  readonly onGone: () => void
}

/** Which conversation is shown, how it stands, and how it is ended or another one begun. */
export function ConversationBar(props: ConversationBarProps) {
  const { agentId, conversations, chosen, isAnswering, onChoose, onGone } = props
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: (id: string) =>
      api.endConversation({ params: { id: agentId, conversation_id: id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['agents', agentId, 'conversations'] }),
    onSuccess: onGone,
  })
  const conversation = conversations.find(({ id }) => id === chosen)
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Group gap="sm" miw={0}>
          <Select
            aria-label="Conversation"
            placeholder="New conversation"
            clearable
            clearButtonProps={{ 'aria-label': 'Leave this conversation' }}
            w={260}
            value={chosen}
            data={conversations.map(({ id, title }) => ({
              value: id,
              label: title === '' ? 'Untitled' : title,
            }))}
            onChange={onChoose}
          />
          {conversation && <StateBadge state={conversation.state} />}
          {conversation && (
            <Text size="sm" c="dimmed">
              {`${formatCount(conversation.tokens.input)} tokens in, ${formatCount(conversation.tokens.output)} out`}
            </Text>
          )}
        </Group>
        {chosen !== null && (
          <Group gap="xs">
            {conversation?.state !== 'ended' && (
              <May do="endConversation">
                <Button
                  variant="default"
                  disabled={isAnswering}
                  loading={end.isPending}
                  onClick={() => end.mutate(chosen)}
                >
                  End session
                </Button>
              </May>
            )}
            <May do="startConversation">
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                disabled={isAnswering}
                onClick={() => {
                  onChoose(null)
                  onGone()
                }}
              >
                New conversation
              </Button>
            </May>
          </Group>
        )}
      </Group>
      {end.error !== null && <Failure error={end.error} />}
    </>
  )
}
