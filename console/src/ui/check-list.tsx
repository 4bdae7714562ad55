import type { ConnectionTest } from '@outcrop/contract'
import { Code, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { formatDuration } from './format.ts'
import { ProblemView } from './problem-view.tsx'

type CheckResult = ConnectionTest['checks'][number]

function Check({ check }: { readonly check: CheckResult }) {
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
            <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{check.check}</Code>
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

/** What a test tried, one by one, and what came of each. */
export function CheckList({ checks }: { readonly checks: readonly CheckResult[] }) {
  return (
    <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {checks.map((check) => (
        <Check key={check.check} check={check} />
      ))}
    </Stack>
  )
}
