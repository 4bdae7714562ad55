import { Accordion, Badge, Stack, Text } from '@mantine/core'
import { words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'

const colors: Readonly<Record<string, string>> = {
  model: 'blue',
  'knowledge-base': 'grape',
  action: 'orange',
  collaborator: 'teal',
  guardrail: 'yellow',
  answer: 'lichen',
  failure: 'red',
}

export interface TracedStep {
  readonly kind: string
  readonly text: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** What an agent or a flow did on its way, line by line; each opens to what AWS told. */
export function StepList({ steps }: { readonly steps: readonly TracedStep[] }) {
  return (
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
  )
}

function StepLine({ step: { kind, text } }: { readonly step: TracedStep }) {
  return (
    <Stack gap={4} align="flex-start">
      <Badge color={colors[kind] ?? 'gray'}>{words(kind)}</Badge>
      <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Stack>
  )
}
