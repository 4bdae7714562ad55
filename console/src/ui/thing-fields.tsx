import { Card, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldProblems } from './field-problems.ts'
import { StreamSelect } from './stream-select.tsx'

/** What a thing of a stream has, whatever else it has. */
interface Thing {
  readonly stream_id: string
  readonly name: string
  readonly description?: string
}

/** Where the problems of these fields are, as the server names them. */
export const thingPaths = ['stream_id', 'name', 'description'] as const

interface ThingFieldsProps {
  readonly draft: Thing
  readonly problems: FieldProblems
  readonly isSaved: boolean
  /** Its name, which is a key that others know it by when it never changes. */
  readonly name: {
    readonly label?: string
    readonly description?: string
    readonly placeholder: string
    readonly maxLength: number
    readonly neverChanges?: boolean
  }
  readonly onChange: (part: Partial<Thing>) => void
  /** Fields of its own, between name and description. */
  readonly children?: ReactNode
}

/** Stream, name and description of a thing, and its own fields among them. */
export function ThingFields(props: ThingFieldsProps) {
  const { draft, problems, isSaved, name, onChange, children } = props
  const { neverChanges = false, ...shown } = name
  return (
    <Card>
      <Stack>
        <StreamSelect
          value={draft.stream_id === '' ? null : draft.stream_id}
          disabled={isSaved}
          error={problems['stream_id']}
          onChange={(stream_id) => onChange({ stream_id })}
        />
        <TextInput
          label="Name"
          {...shown}
          required
          disabled={isSaved && neverChanges}
          value={draft.name}
          error={problems['name']}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {children}
        {draft.description !== undefined && (
          <Textarea
            label="Description"
            autosize
            minRows={1}
            maxLength={2000}
            value={draft.description}
            error={problems['description']}
            onChange={(event) => onChange({ description: event.currentTarget.value })}
          />
        )}
      </Stack>
    </Card>
  )
}
