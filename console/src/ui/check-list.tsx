import { levelOf, type CheckResult } from '@outcrop/contract'
import { Code, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { formatDuration } from './format.ts'
import { PlainList } from './plain-list.tsx'
import { ProblemView } from './problem-view.tsx'

const levels = {
  ok: { color: 'lichen', label: 'Passed', icon: <IconCheck size={14} /> },
  warning: { color: 'yellow', label: 'Warning', icon: <IconAlertTriangle size={14} /> },
  problem: { color: 'red', label: 'Failed', icon: <IconX size={14} /> },
}

interface CheckProps {
  readonly check: CheckResult
  /** The same remedy stands further up already. */
  readonly told: boolean
}

function Check({ check, told }: CheckProps) {
  const problem = told ? null : check.problem
  const { color, label, icon } = levels[levelOf(check)]
  return (
    <Stack gap={6} component="li">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ThemeIcon
          size={22}
          radius="xl"
          variant="light"
          color={color}
          role="img"
          aria-label={label}
        >
          {icon}
        </ThemeIcon>
        <Stack gap={2} miw={0}>
          {problem?.detail !== check.summary && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {check.summary}
            </Text>
          )}
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
      {problem && <ProblemView problem={problem} />}
    </Stack>
  )
}

const sameRemedy = ({ problem: one }: CheckResult, { problem: other }: CheckResult) =>
  one?.code === other?.code && one?.remedy === other?.remedy

/** What a test tried, one by one, and what came of each. */
export function CheckList({ checks }: { readonly checks: readonly CheckResult[] }) {
  return (
    <PlainList ordered gap="md">
      {checks.map((check, index) => (
        <Check
          // Two models are looked at by the same operation.
          key={index}
          check={check}
          told={checks.slice(0, index).some((other) => sameRemedy(other, check))}
        />
      ))}
    </PlainList>
  )
}
