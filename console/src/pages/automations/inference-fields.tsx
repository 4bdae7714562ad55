import { inference as inferenceSchema } from '@outcrop/contract'
import { SimpleGrid, Stack, TagsInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { JsonValue } from './json-value.tsx'
import type { Inference } from './prompt-input.ts'

interface InferenceFieldsProps {
  readonly inference: Inference
  /** Where the settings stand in what is edited. */
  readonly path: string
  /** What is wrong with the setting at a path. */
  readonly problemAt: (path: string) => string | undefined
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

const modelFields = inferenceSchema.shape.additional_model_request_fields

/** What is wrong with the fields themselves, whichever settings stand beside them. */
const refuseFields = (value: unknown): string | null =>
  modelFields.safeParse(value).error?.issues[0]?.message ?? null

/** How the model answers. */
export function InferenceFields({ inference, path, problemAt, onChange }: InferenceFieldsProps) {
  const error = (key: keyof Inference) => problemAt(`${path}.${key}`)
  return (
    <Stack>
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
      <JsonValue
        label="Additional model request fields"
        description='A JSON object in the words of the model’s family, such as {"top_k": 50} for Claude. Empty for none.'
        path={`${path}.additional_model_request_fields`}
        value={inference.additional_model_request_fields}
        error={error('additional_model_request_fields')}
        refuse={refuseFields}
        isOptional
        minHeight="60px"
        onChange={(value) => onChange(changed(inference, 'additional_model_request_fields', value))}
      />
    </Stack>
  )
}
