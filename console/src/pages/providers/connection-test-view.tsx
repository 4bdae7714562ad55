import type { ConnectionTest } from '@outcrop/contract'
import { Alert, Code, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { formatDuration } from '../../ui/format.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { Time } from '../../ui/time.tsx'

function Check({ check }: { readonly check: ConnectionTest['checks'][number] }) {
  return (
    <Stack gap={6} component="li">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ThemeIcon
          size={22}
          radius="xl"
          variant="light"
          color={check.ok ? 'lichen' : 'red'}
          role="img"
          aria-label={check.ok ? 'Passed' : 'Failed'}
        >
          {check.ok ? <IconCheck size={14} /> : <IconX size={14} />}
        </ThemeIcon>
        <Stack gap={2} miw={0}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {check.summary}
          </Text>
          <Group gap="xs">
            <Code>{check.check}</Code>
            {check.latency_ms !== null && (
              <Text size="xs" c="dimmed">
                {formatDuration(check.latency_ms)}
              </Text>
            )}
          </Group>
        </Stack>
      </Group>
      {check.problem && <ProblemView problem={check.problem} />}
    </Stack>
  )
}

/** What Test connection tried, one by one, and what came of each. */
export function ConnectionTestView({ test }: { readonly test: ConnectionTest }) {
  return (
    <Stack gap="md">
      <Alert
        color={test.ok ? 'lichen' : 'red'}
        icon={test.ok ? <IconCheck /> : <IconX />}
        title={test.ok ? 'The connection works' : 'The connection does not work yet'}
        role="status"
      >
        <Text size="sm">
          Tested <Time iso={test.tested_at} ago />
          {test.account && ` in the AWS account ${test.account}`}
          {test.arn && (
            <>
              {' '}
              as <Code style={{ overflowWrap: 'anywhere' }}>{test.arn}</Code>
            </>
          )}
          .
        </Text>
      </Alert>
      <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {test.checks.map((check) => (
          <Check key={check.check} check={check} />
        ))}
      </Stack>
    </Stack>
  )
}
