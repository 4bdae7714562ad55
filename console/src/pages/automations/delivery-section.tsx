import type { DeliveryTarget } from '@outcrop/contract'
import { Alert, Radio, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { NumberField } from '../../ui/number-field.tsx'
import { withStep } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { Section } from './section.tsx'

const targets = [
  { value: 'stream', label: 'Back into the stream', note: 'The answer becomes an event of the same visitor.' },
  { value: 'collect', label: 'To a Collect URL', note: 'Any Tealium-compatible endpoint.' },
  { value: 'nowhere', label: 'Nowhere', note: 'It is kept on the run only.' },
] as const // prettier-ignore

function targetOf(to: string): DeliveryTarget {
  if (to === 'collect') {
    const url = 'https://collect.tealiumiq.com/event'
    return { to: 'collect', url, timeout_s: 10, identity_from_answer: false }
  }
  return to === 'stream' ? { to: 'stream', identity_from_answer: false } : { to: 'nowhere' }
}

interface IdentityProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Identity({ checked, onChange }: IdentityProps) {
  return (
    <>
      <Switch
        label="Let the answer name account, profile and visitor"
        description="Off: they come from the event that started the run, whatever the model says"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {checked && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle />}
          title="The model decides who this is about"
        >
          Text inside an event can make a model name another visitor. Switch this on only when
          nobody outside can write into the events of this feed.
        </Alert>
      )}
    </>
  )
}

/** Where the answer goes. */
export function DeliverySection({ definition, step, findings, onChange }: EditorPart) {
  const { deliver, output } = step
  const set = (target: DeliveryTarget) => onChange(withStep(definition, { deliver: target }))
  return (
    <Section title="Delivery">
      <Radio.Group
        aria-label="Where the answer goes"
        value={deliver.to}
        error={findingAt(findings, 'steps.0.deliver')}
        onChange={(value) => set(targetOf(value))}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {targets.map(({ value, label, note }) => (
            <Radio
              key={value}
              value={value}
              label={label}
              description={note}
              disabled={value !== 'nowhere' && output.type !== 'event'}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {output.type !== 'event' && (
        <Text size="sm" c="dimmed">
          Only an answer of the kind “Event” can be delivered.
        </Text>
      )}
      {deliver.to === 'collect' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Collect URL"
            required
            value={deliver.url}
            error={findingAt(findings, 'steps.0.deliver.url')}
            onChange={(event) => set({ ...deliver, url: event.currentTarget.value })}
          />
          <NumberField
            label="Timeout"
            suffix=" s"
            min={1}
            max={120}
            value={deliver.timeout_s}
            error={findingAt(findings, 'steps.0.deliver.timeout_s')}
            onChange={(timeout_s) => set({ ...deliver, timeout_s })}
          />
        </SimpleGrid>
      )}
      {deliver.to !== 'nowhere' && (
        <Stack gap="sm">
          <Identity
            checked={deliver.identity_from_answer}
            onChange={(identity_from_answer) => set({ ...deliver, identity_from_answer })}
          />
        </Stack>
      )}
    </Section>
  )
}
