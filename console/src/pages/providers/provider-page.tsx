import { Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { providerQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { DeleteProvider } from './delete-provider.tsx'
import { EditProvider } from './edit-provider.tsx'
import { LimitsPanel } from './limits-panel.tsx'
import { ModelsTable } from './models-table.tsx'
import { PoliciesPanel } from './policies-panel.tsx'
import { TestPanel } from './test-panel.tsx'

/** One provider: whether it works, what it offers, and its settings. */
export function ProviderPage() {
  const { id } = useParams({ from: '/shell/providers/$id' })
  const provider = useQuery({ ...providerQuery(id), refetchInterval: 10_000 })
  return (
    <Page
      title={provider.data?.name ?? 'Provider'}
      above={<TextLink to="/providers">Providers</TextLink>}
      beside={provider.data && <StateBadge state={provider.data.state} />}
    >
      <Loaded query={provider} height={420}>
        {(data) => (
          <Tabs defaultValue="connection" keepMounted={false}>
            <Tabs.List mb="lg">
              <Tabs.Tab value="connection">Connection</Tabs.Tab>
              <Tabs.Tab value="models">Models</Tabs.Tab>
              <Tabs.Tab value="limits">Limits</Tabs.Tab>
              <Tabs.Tab value="policies">Policies</Tabs.Tab>
              <Tabs.Tab value="settings">Settings</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="connection">
              <TestPanel provider={data} />
            </Tabs.Panel>
            <Tabs.Panel value="models">
              <ModelsTable providerId={data.id} />
            </Tabs.Panel>
            <Tabs.Panel value="limits">
              <LimitsPanel providerId={data.id} />
            </Tabs.Panel>
            <Tabs.Panel value="policies">
              <PoliciesPanel providerId={data.id} />
            </Tabs.Panel>
            <Tabs.Panel value="settings" keepMounted>
              <Stack gap="lg" maw={820}>
                <EditProvider key={data.updated_at} provider={data} />
                <DeleteProvider provider={data} />
              </Stack>
            </Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </Page>
  )
}
