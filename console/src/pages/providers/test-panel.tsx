import type { Provider } from '@outcrop/contract'
import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { Failure } from '../../ui/failure.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ConnectionTestView } from './connection-test-view.tsx'
import { KeysCard } from './keys-card.tsx'
import { kindNames } from './kind-names.ts'
import { PauseCard } from './pause-card.tsx'
import { PausedTargetsCard } from './paused-targets-card.tsx'
import { May } from '../../ui/may.tsx'

function factsOf({ region, endpoint, credentials, max_in_flight, narrow_role }: Provider): Fact[] {
  const facts: Fact[] = [
    ['Region', region],
    ['Credentials', kindNames[credentials.type]],
    ['Calls at the same time', formatNumber(max_in_flight)],
  ]
  if (credentials.access_key_id) facts.push(['Access key id', credentials.access_key_id])
  if (credentials.role_arn) facts.push(['Role', credentials.role_arn])
  if (credentials.session_name) facts.push(['Session name', credentials.session_name])
  if (credentials.role_arn) facts.push(['Each call may do', narrow_role ? 'Nothing but itself' : 'What the role may']) // prettier-ignore
  if (credentials.external_id) facts.push(['External id', credentials.external_id])
  if (endpoint) facts.push(['Endpoint', endpoint])
  return facts
}

/** What a provider is, and whether it works. */
export function TestPanel({ provider }: { readonly provider: Provider }) {
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: () => api.testProvider({ params: { id: provider.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['providers'] }),
  })
  const result = provider.last_test ?? test.data
  const isPaused = provider.pause !== null
  return (
    <Stack gap="lg">
      {provider.pause && <PauseCard pause={provider.pause} />}
      <PausedTargetsCard providerId={provider.id} />
      <Card>
        <FactList facts={factsOf(provider)} />
      </Card>
      <KeysCard provider={provider} />
      <Card>
        <Stack>
          <Group justify="space-between">
            <Text size="sm" c="dimmed" maw={560}>
              Test connection makes the read calls that Outcrop needs. Until it has passed, nothing
              can be published on this provider.
            </Text>
            <May do="testProvider" orSay>
              <Button
                leftSection={<IconPlugConnected size={16} />}
                loading={test.isPending}
                onClick={() => test.mutate()}
              >
                Test connection
              </Button>
            </May>
          </Group>
          {test.error && <Failure error={test.error} />}
          {result && <ConnectionTestView test={result} isOutdated={result.ok && isPaused} />}
        </Stack>
      </Card>
    </Stack>
  )
}
