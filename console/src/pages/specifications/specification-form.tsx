import type { Specification, SpecifiedAttribute } from '@outcrop/contract'
import { Switch } from '@mantine/core'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { AttributeList } from './attribute-list.tsx'

export interface SpecificationDraft {
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly attributes: SpecifiedAttribute[]
  readonly allow_others: boolean
}

/** What the form holds of a specification. */
export const specificationDraft = (specification: Specification): SpecificationDraft => {
  const { stream_id, name, description, attributes, allow_others } = specification
  return { stream_id, name, description, attributes, allow_others }
}

/** What the events of one name should hold. */
export function SpecificationForm(props: ThingFormProps<SpecificationDraft, Specification>) {
  const { isSaved, ...rest } = props
  const editing = useEditing({
    ...rest,
    draftOf: specificationDraft,
    shown: [...thingPaths, 'attributes'],
    changes: ['specifications'],
  })
  const { draft, change, problems } = editing
  const known = useEventAttributes(draft.stream_id)
  return (
    <ThingForm
      operation={isSaved ? 'updateSpecification' : 'createSpecification'}
      what="specification"
      editing={editing}
    >
      <ThingFields
        draft={draft}
        problems={problems}
        isSaved={isSaved}
        name={{
          label: 'Event name',
          description: 'The tealium_event of the events that it is about. It never changes.',
          placeholder: 'purchase',
          maxLength: 250,
          neverChanges: true,
        }}
        onChange={change}
      >
        <Switch
          label="Allow other attributes"
          description="Otherwise an attribute that is not listed is a warning."
          checked={draft.allow_others}
          onChange={(event) => change({ allow_others: event.currentTarget.checked })}
        />
      </ThingFields>
      <AttributeList
        attributes={draft.attributes}
        known={known}
        problems={problems}
        onChange={(attributes) => change({ attributes })}
      />
    </ThingForm>
  )
}
