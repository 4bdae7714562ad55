import { platforms, type Platform } from '@outcrop/contract'
import { Button, Card, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { StreamSelect } from '../../ui/stream-select.tsx'
import { platformNames } from './platform-names.ts'

export interface DataSourceDraft {
  readonly streamId: string | null
  readonly name: string
  readonly description: string
  readonly platform: Platform
  /** Empty: a key is made. */
  readonly key: string
}

interface DataSourceFormProps {
  readonly initial: DataSourceDraft
  /** A saved data source keeps its stream and its key. */
  readonly isSaved: boolean
  readonly onSave: (draft: DataSourceDraft) => void
  readonly pending: boolean
  readonly error: unknown
}

const shown = ['stream_id', 'name', 'description', 'key']

/** Name, platform and key of a data source. */
export function DataSourceForm(props: DataSourceFormProps) {
  const { initial, isSaved, onSave, pending, error } = props
  const [draft, setDraft] = useState(initial)
  const change = (part: Partial<DataSourceDraft>) => setDraft((before) => ({ ...before, ...part }))
  const problems = fieldProblems(error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSave(draft)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={820}>
        <Card>
          <Stack>
            {!isSaved && (
              <StreamSelect
                value={draft.streamId}
                error={problems['stream_id']}
                onChange={(streamId) => change({ streamId })}
              />
            )}
            <TextInput
              label="Name"
              placeholder="Web shop"
              required
              maxLength={100}
              value={draft.name}
              error={problems['name']}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <Select
              label="Platform"
              allowDeselect={false}
              data={platforms.map((value) => ({ value, label: platformNames[value] }))}
              value={draft.platform}
              onChange={(chosen) =>
                change({ platform: platforms.find((one) => one === chosen) ?? 'other' })
              }
            />
            <Textarea
              label="Description"
              autosize
              minRows={1}
              maxLength={2000}
              value={draft.description}
              error={problems['description']}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
            {!isSaved && (
              <TextInput
                label="Key"
                description="What its events carry as tealium_datasource. Leave it empty, and one is made. It never changes."
                maxLength={100}
                value={draft.key}
                error={problems['key']}
                onChange={(event) => change({ key: event.currentTarget.value })}
              />
            )}
          </Stack>
        </Card>
        {error !== null && !allShown(problems, shown) && <Failure error={error} />}
        <Group>
          <Button type="submit" loading={pending} disabled={draft.streamId === null}>
            Save data source
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
