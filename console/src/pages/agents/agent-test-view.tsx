import type { AgentTest } from '@outcrop/contract'
import { Alert, Stack, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { CheckList } from '../../ui/check-list.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { formatDuration } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'

/** What was seen of an agent alias, and what to do where it cannot be called. */
export function AgentTestView({ test }: { readonly test: AgentTest }) {
  const { ok, agent_name, version, foundation_model, idle_session_ttl_s } = test
  return (
    <Stack gap="md">
      <Alert
        color={ok ? 'lichen' : 'red'}
        icon={ok ? <IconCheck /> : <IconX />}
        title={ok ? 'The agent can be called' : 'The agent cannot be called yet'}
        role="status"
      >
        <Text size="sm">
          Looked at <Time iso={test.tested_at} ago />. The agent itself was not called.
        </Text>
      </Alert>
      {ok && (
        <FactList
          facts={[
            ['Agent in AWS', agent_name ?? 'Not visible'],
            ['Version', version ?? 'Not visible'],
            ['Model', foundation_model ?? 'Not visible'],
            [
              'Session ends after',
              idle_session_ttl_s === null
                ? 'Not visible'
                : `${formatDuration(idle_session_ttl_s * 1000)} of silence`,
            ],
          ]}
        />
      )}
      <CheckList checks={test.checks} />
    </Stack>
  )
}
