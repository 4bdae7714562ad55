import { platforms, type DataSource, type Platform } from '@outcrop/contract'
import { Select, TextInput } from '@mantine/core'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { platformNames } from './platform-names.ts'

interface DataSourceDraft {
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly platform: Platform
  /** Empty: a key is made. */
  readonly key: string
}

/** What the form holds of a data source. */
export const dataSourceDraft = (source: DataSource): DataSourceDraft => {
  const { stream_id, name, description, platform, key } = source
  return { stream_id, name, description, platform, key }
}

/** Name, platform and key of a data source. */
export function DataSourceForm({ isSaved, ...rest }: ThingFormProps<DataSourceDraft, DataSource>) {
  const editing = useEditing({
    ...rest,
    draftOf: dataSourceDraft,
    shown: [...thingPaths, 'key'],
    changes: ['data-sources'],
  })
  const { draft, change, problems } = editing
  return (
    <ThingForm
      operation={isSaved ? 'updateDataSource' : 'createDataSource'}
      what="data source"
      editing={editing}
    >
      <ThingFields
        draft={draft}
        problems={problems}
        isSaved={isSaved}
        name={{ placeholder: 'Web shop', maxLength: 100 }}
        onChange={change}
      >
        <Select
          label="Platform"
          allowDeselect={false}
          data={platforms.map((value) => ({ value, label: platformNames[value] }))}
          value={draft.platform}
          onChange={(chosen) =>
            change({ platform: platforms.find((one) => one === chosen) ?? 'other' })
          }
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
      </ThingFields>
    </ThingForm>
  )
}
