import type { Agent } from '@outcrop/contract'
import { Button, Card, Grid, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { conversationsQuery } from '../../queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { formatCount } from '../../ui/format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { attributesOf, type AttributeRow } from './attribute-rows.ts'
import { ChatLog } from './chat-log.tsx'
import { Composer } from './composer.tsx'
import { SessionAttributes } from './session-attributes.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { useChat } from './use-chat.ts'

/** A chat to try an agent, with what it does on the way. */
export function ChatTab({ agent }: { readonly agent: Agent }) {
  const client = useQueryClient()
  const conversations = useQuery(conversationsQuery(agent.id))
  const [chosen, setChosen] = useState<string | null>(null)
  const [lookedAt, setLookedAt] = useState<string | null>(null)
  const [attributes, setAttributes] = useState<readonly AttributeRow[]>([])
  const beginning = { session_attributes: attributesOf(attributes) }
  const chat = useChat(agent.id, chosen, beginning, setChosen)
  const choose = (id: string | null) => {
    setChosen(id)
    chat.open(id)
  }
  const conversation = conversations.data?.items.find(({ id }) => id === chosen)
  const say = (text: string) => {
    setLookedAt(null)
    return chat.say({ text })
  }
  const end = useMutation({
    mutationFn: (id: string) =>
      api.endConversation({ params: { id: agent.id, conversation_id: id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['agents', agent.id, 'conversations'] }),
  })
  const isOpen = conversation === undefined || conversation.state === 'open'
  const begunWith = Object.entries(conversation?.session_attributes ?? {}).map(([name, value]) => ({ name, value })) // prettier-ignore
  const answers = chat.messages.filter(({ role }) => role === 'agent')
  const traced = answers.find(({ id }) => id === lookedAt) ?? answers.at(-1)
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" miw={0}>
          <Select
            aria-label="Conversation"
            placeholder="New conversation"
            clearable
            clearButtonProps={{ 'aria-label': 'Leave this conversation' }}
            w={260}
            value={chosen}
            data={(conversations.data?.items ?? []).map(({ id, title }) => ({
              value: id,
              label: title === '' ? 'Untitled' : title,
            }))}
            onChange={choose}
          />
          {conversation && <StateBadge state={conversation.state} />}
          {conversation && (
            <Text size="sm" c="dimmed">
              {`${formatCount(conversation.tokens.input)} tokens in, ${formatCount(conversation.tokens.output)} out`}
            </Text>
          )}
        </Group>
        <Group gap="xs">
          {chosen !== null && conversation?.state !== 'ended' && (
            <Button
              variant="default"
              disabled={chat.live !== null}
              loading={end.isPending}
              onClick={() => end.mutate(chosen)}
            >
              End session
            </Button>
          )}
          {chosen !== null && (
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              disabled={chat.live !== null}
              onClick={() => choose(null)}
            >
              New conversation
            </Button>
          )}
        </Group>
      </Group>
      {end.error !== null && <Failure error={end.error} />}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Card>
            <Stack gap="lg">
              <ChatLog
                chat={chat}
                agentName={agent.name}
                onResults={isOpen ? (results) => void chat.say({ results }) : null}
                traced={traced?.id}
                onTrace={setLookedAt}
              />
              <Composer
                disabled={chat.live !== null || !isOpen}
                hint={
                  isOpen ? null : `This conversation has ${conversation.state}. Start a new one.`
                }
                onSend={say}
              />
            </Stack>
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <StepsPanel steps={chat.live?.steps ?? traced?.steps ?? []} />
            {chosen === null ? (
              <SessionAttributes rows={attributes} onChange={setAttributes} />
            ) : (
              <SessionAttributes rows={begunWith} onChange={null} />
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
