import { Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { agentQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { AgentAlias } from './agent-alias.tsx'
import { ChatTab } from './chat-tab.tsx'
import { DisconnectAgent } from './disconnect-agent.tsx'
import { EditAgent } from './edit-agent.tsx'

/** One agent: a chat to try it, what is known of its alias, and its settings. */
export function AgentPage() {
  const { id } = useParams({ from: '/shell/agents/$id' })
  const agent = useQuery(agentQuery(id))
  return (
    <Page
      title={agent.data?.name ?? 'Agent'}
      description={agent.data?.description}
      above={<TextLink to="/agents">Agents</TextLink>}
      beside={agent.data && <StateBadge state={agent.data.state} />}
    >
      <Loaded query={agent} height={420}>
        {(data) => (
          <Tabs defaultValue="chat" keepMounted={false}>
            <Tabs.List mb="lg">
              <Tabs.Tab value="chat">Chat</Tabs.Tab>
              <Tabs.Tab value="alias">Alias</Tabs.Tab>
              <Tabs.Tab value="settings">Settings</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="chat" keepMounted>
              <ChatTab agent={data} />
            </Tabs.Panel>
            <Tabs.Panel value="alias">
              <AgentAlias agent={data} />
            </Tabs.Panel>
            <Tabs.Panel value="settings" keepMounted>
              <Stack gap="lg" maw={820}>
                <EditAgent key={data.updated_at} agent={data} />
                <DisconnectAgent agent={data} />
              </Stack>
            </Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </Page>
  )
}
