import type { AgentStep } from '@outcrop/contract'
import { Accordion, Badge, Card, Stack, Text, Title } from '@mantine/core'
import { words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'

const colors: Record<AgentStep['kind'], string> = {
  model: 'blue',
  'knowledge-base': 'grape',
  action: 'orange',
  rationale: 'gray',
  collaborator: 'teal',
  guardrail: 'yellow',
  answer: 'lichen',
  failure: 'red',
  other: 'gray',
}

/** What the agent did on the way to its last answer; each line opens to what AWS told. */
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
          <Accordion
            variant="default"
            chevronPosition="right"
            styles={{ control: { paddingInline: 0 }, content: { paddingInline: 0 } }}
          >
            {steps.map((step, index) => (
              // Steps have no id; their order never changes.
              <Accordion.Item key={index} value={String(index)}>
                <Accordion.Control>
                  <StepLine step={step} />
                </Accordion.Control>
                <Accordion.Panel>
                  <JsonView value={step.detail} what="step" maxHeight={320} />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </Stack>
    </Card>
  )
}

function StepLine({ step: { kind, text } }: { readonly step: AgentStep }) {
  return (
    <Stack gap={4} align="flex-start">
      <Badge color={colors[kind]}>{words(kind)}</Badge>
      <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Stack>
  )
}
