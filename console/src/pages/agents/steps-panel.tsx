import type { AgentStep } from '@outcrop/contract'
import { Card, Stack, Text, Title } from '@mantine/core'
import { StepList } from './step-list.tsx'

/** What the agent did on the way to an answer. */
export function StepsPanel({ steps }: { readonly steps: readonly AgentStep[] }) {
  return (
    <Card padding="md">
      <Stack gap="xs">
        <Title order={2} size="h5">
          Trace
        </Title>
        {steps.length === 0 ? (
          <Text size="sm" c="dimmed">
            Every step on the way to an answer is shown here: searches, model calls with their
            tokens, and actions.
          </Text>
        ) : (
          <StepList steps={steps} />
        )}
      </Stack>
    </Card>
  )
}
