import { SimpleGrid, Switch } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { withStep } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { Section } from './section.tsx'

/** How long, how often, and whether for real. */
export function RunningSection({ definition, step, findings, onChange }: EditorPart) {
  const { retry } = step
  const setRetry = (change: Partial<typeof retry>) =>
    onChange(withStep(definition, { retry: { ...retry, ...change } }))
  const error = (path: string) => findingAt(findings, path)
  return (
    <Section title="Running">
      <Switch
        label="Debug mode"
        description="Makes the call and keeps the raw answer; delivers nothing"
        checked={step.debug}
        onChange={(event) => onChange(withStep(definition, { debug: event.currentTarget.checked }))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
        <NumberField
          label="Timeout per attempt"
          suffix=" s"
          min={1}
          max={3600}
          value={step.timeout_s}
          error={error('steps.0.timeout_s')}
          onChange={(timeout_s) => onChange(withStep(definition, { timeout_s }))}
        />
        <NumberField
          label="Attempts at most"
          min={1}
          max={10}
          value={retry.max_attempts}
          error={error('steps.0.retry.max_attempts')}
          onChange={(max_attempts) => setRetry({ max_attempts })}
        />
        <NumberField
          label="Deadline of a run"
          suffix=" s"
          min={1}
          max={604_800}
          value={definition.deadline_s}
          error={error('deadline_s')}
          onChange={(deadline_s) => onChange({ ...definition, deadline_s })}
        />
        <NumberField
          label="Pause before a retry"
          suffix=" s"
          min={0.1}
          max={3600}
          step={0.5}
          value={retry.interval_s}
          error={error('steps.0.retry.interval_s')}
          onChange={(interval_s) => setRetry({ interval_s })}
        />
        <NumberField
          label="Each pause longer"
          suffix=" ×"
          min={1}
          max={10}
          step={0.5}
          value={retry.backoff_rate}
          error={error('steps.0.retry.backoff_rate')}
          onChange={(backoff_rate) => setRetry({ backoff_rate })}
        />
        <NumberField
          label="Longest pause"
          suffix=" s"
          min={0.1}
          max={3600}
          value={retry.max_interval_s}
          error={error('steps.0.retry.max_interval_s')}
          onChange={(max_interval_s) => setRetry({ max_interval_s })}
        />
        <NumberField
          label="Keep equal answers for"
          description="Off when empty"
          suffix=" s"
          min={1}
          max={2_592_000}
          value={step.cache?.ttl_s}
          error={error('steps.0.cache.ttl_s')}
          onChange={(ttl_s) => onChange(withStep(definition, { cache: { ttl_s } }))}
          onClear={() => onChange(withStep(definition, { cache: undefined }))}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </SimpleGrid>
    </Section>
  )
}
