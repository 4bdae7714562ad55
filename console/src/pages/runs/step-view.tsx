import type { ProblemDocument, StepRun } from '@outcrop/contract'
import { Accordion, Card, Code, Group, Text, Title } from '@mantine/core'
import { formatDuration, words } from '../../ui/format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { AttemptView } from './attempt-view.tsx'

interface StepViewProps {
  readonly step: StepRun
  /** The problem of the whole run, which need not be told twice. */
  readonly told: ProblemDocument | undefined
}

/** A step of a run with its attempts; the last attempt is open. */
export function StepView({ step, told }: StepViewProps) {
  const last = step.attempts.at(-1)
  return (
    <Card>
      <Group gap="sm" mb="sm">
        <Title order={2} size="h5">
          Step {step.id}
        </Title>
        <Code>{step.action}</Code>
        <StateBadge state={step.state} />
      </Group>
      {last ? (
        <Accordion
          // A new attempt opens itself; closing it again is up to the reader.
          key={last.id}
          multiple
          variant="separated"
          order={3}
          defaultValue={[last.id]}
        >
          {step.attempts.map((attempt) => (
            <Accordion.Item key={attempt.id} value={attempt.id}>
              <Accordion.Control>
                <Group gap="sm">
                  <Text size="sm" fw={600}>
                    Attempt {attempt.number}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {kindText[attempt.kind]} · {attempt.problem?.title ?? words(attempt.stage)} ·{' '}
                    {formatDuration(attempt.latency_ms)}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <AttemptView attempt={attempt} told={told} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      ) : (
        <Text size="sm" c="dimmed">
          No attempt yet.
        </Text>
      )}
    </Card>
  )
}

const kindText = {
  call: 'call',
  reask: 'asked again for a valid answer',
} as const
