import type { OutputField } from '@outcrop/contract'
import { Stack, Switch } from '@mantine/core'
import { z } from 'zod'
import { JsonValue } from './json-value.tsx'

interface InsideSchemaProps {
  readonly field: OutputField
  /** Where the field stands in the definition. */
  readonly path: string
  readonly finding: string | undefined
  readonly onChange: (field: OutputField) => void
}

const schema = z.record(z.string(), z.unknown())

const refuse = (value: unknown): string | null =>
  schema.safeParse(value).success ? null : 'A JSON Schema is an object: { … }.'

/** What a schema begins with, by the type of its field. */
const beginnings = {
  object: { properties: { name: { type: 'string' } }, required: ['name'] },
  array: { items: { type: 'string' } },
} as const

/** What is inside of a field that is an object or a list. */
export function InsideSchema({ field, path, finding, onChange }: InsideSchemaProps) {
  if (field.type !== 'object' && field.type !== 'array') return null
  const beginning = beginnings[field.type]
  return (
    <Stack gap="xs">
      <Switch
        size="sm"
        label="Say what is inside"
        description={
          field.type === 'object'
            ? 'Off: any object will do. On: a JSON Schema decides which.'
            : 'Off: any list will do. On: a JSON Schema decides which.'
        }
        checked={field.schema !== undefined}
        onChange={(event) =>
          onChange({ ...field, schema: event.currentTarget.checked ? beginning : undefined })
        }
      />
      {field.schema !== undefined && (
        <JsonValue
          label="JSON Schema of what is inside"
          description={
            field.type === 'object'
              ? 'Draft 2020-12, such as properties and required. The type is known already.'
              : 'Draft 2020-12, such as items. The type is known already.'
          }
          path={`${path}.schema`}
          error={finding}
          value={field.schema}
          refuse={refuse}
          onChange={(value) => onChange({ ...field, schema: schema.parse(value) })}
          minHeight="120px"
        />
      )}
    </Stack>
  )
}
