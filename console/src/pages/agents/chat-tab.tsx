import type { Agent } from '@outcrop/contract'
import { Card, Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { conversationsQuery } from '../../queries.ts'
import type { ActionResults } from './action-results.ts'
import { attributesOf, type AttributeRow } from './attribute-rows.ts'
import { ChatLog } from './chat-log.tsx'
import { Composer } from './composer.tsx'
import { ConversationBar } from './conversation-bar.tsx'
import { SessionAttributes } from './session-attributes.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { useChat } from './use-chat.ts'
import { useMay } from '../../ui/use-may.ts'
import { May } from '../../ui/may.tsx'

/** A chat to try an agent, with what it does on the way. */
export function ChatTab({ agent }: { readonly agent: Agent }) {
  const conversations = useQuery(conversationsQuery(agent.id))
  const [chosen, setChosen] = useState<string | null>(null)
  const [lookedAt, setLookedAt] = useState<string | null>(null)
  const [attributes, setAttributes] = useState<readonly AttributeRow[]>([])
  const beginning = { session_attributes: attributesOf(attributes) }
  const chat = useChat(agent.id, chosen, beginning, setChosen)
  const composer = useRef<HTMLTextAreaElement>(null)
  const choose = (id: string | null) => {
    setChosen(id)
    chat.open(id)
  }
  const conversation = conversations.data?.items.find(({ id }) => id === chosen)
  const answer = (results: ActionResults) => {
    setLookedAt(null)
    composer.current?.focus()
    void chat.say({ results })
  }
  const say = (text: string) => {
    setLookedAt(null)
    return chat.say({ text })
  }
  const maySay = useMay('startConversation')
  const isOpen = conversation === undefined || conversation.state === 'open'
  const begunWith = Object.entries(conversation?.session_attributes ?? {}).map(([name, value]) => ({ name, value })) // prettier-ignore
  const answers = chat.messages.filter(({ role }) => role === 'agent')
  const traced = answers.find(({ id }) => id === lookedAt) ?? answers.at(-1)
  return (
    <Stack gap="md">
      <ConversationBar
        agentId={agent.id}
        conversations={conversations.data?.items ?? []}
        chosen={chosen}
        isAnswering={chat.live !== null}
        onChoose={choose}
        onGone={() => composer.current?.focus()}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Card>
            <Stack gap="lg">
              <ChatLog
                chat={chat}
                agentName={agent.name}
                onResults={isOpen && maySay ? answer : null}
                traced={traced?.id}
                onTrace={setLookedAt}
              />
              <May do="startConversation" orSay>
                <Composer
                  disabled={chat.live !== null || !isOpen}
                  hint={
                    isOpen ? null : `This conversation has ${conversation.state}. Start a new one.`
                  }
                  onSend={say}
                  ref={composer}
                />
              </May>
            </Stack>
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <StepsPanel steps={chat.live?.steps ?? traced?.steps ?? []} />
            {chosen === null ? (
              <SessionAttributes rows={attributes} onChange={maySay ? setAttributes : null} />
            ) : (
              <SessionAttributes rows={begunWith} onChange={null} />
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
