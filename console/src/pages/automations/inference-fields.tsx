import type { Finding } from '@outcrop/contract'
import { SimpleGrid, TagsInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { findingsUnder } from './findings.ts'
import type { Inference } from './prompt-input.ts'

interface InferenceFieldsProps {
  readonly inference: Inference
  readonly findings: readonly Finding[]
  readonly onChange: (inference: Inference) => void
}

const numbers = [
  { key: 'max_tokens', label: 'Max tokens', min: 1, max: 1_000_000, step: 50 },
  { key: 'temperature', label: 'Temperature', min: 0, max: 1, step: 0.1 },
  { key: 'top_p', label: 'Top P', min: 0, max: 1, step: 0.1 },
] as const

/** Without a member that is empty: what is left out is left to the model. */
function changed(inference: Inference, key: keyof Inference, value: unknown): Inference {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  return { ...inference, [key]: isEmpty ? undefined : value }
}

/** How the model answers. */
export function InferenceFields({ inference, findings, onChange }: InferenceFieldsProps) {
  const error = (key: keyof Inference) =>
    findingsUnder(findings, `steps.0.input.inference.${key}`)[0]?.message
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {numbers.map(({ key, label, min, max, step }) => (
        <NumberField
          key={key}
          label={label}
          placeholder="default"
          min={min}
          max={max}
          step={step}
          allowDecimal={step < 1}
          value={inference[key]}
          error={error(key)}
          onChange={(value) => onChange(changed(inference, key, value))}
          onClear={() => onChange(changed(inference, key, ''))}
        />
      ))}
      <TagsInput
        label="Stop sequences"
        placeholder={(inference.stop_sequences?.length ?? 0) === 0 ? 'none' : ''}
        value={inference.stop_sequences ?? []}
        error={error('stop_sequences')}
        splitChars={[]}
        onChange={(value) => onChange(changed(inference, 'stop_sequences', value))}
      />
    </SimpleGrid>
  )
}
