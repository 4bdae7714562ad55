import { routes, type Attribute, type NewAttribute } from '@outcrop/contract'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attributesQuery } from '../../queries.ts'
import { BrokenTexts } from '../../ui/broken-texts.ts'
import { DocumentForm } from '../../ui/document-form.tsx'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useBrokenTexts } from '../../ui/use-broken-texts.ts'
import { useEditing } from '../../ui/use-editing.ts'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { attributeDraft } from './attribute-draft.ts'
import { patchOf, withPatch } from './attribute-patch.ts'
import { EnrichmentList } from './enrichment-list.tsx'
import { IdentityFields, identityPaths } from './identity-fields.tsx'

interface PartProps {
  readonly draft: NewAttribute
  readonly isSaved: boolean
  readonly problems: FieldProblems
  readonly onChange: (draft: NewAttribute) => void
}

function Fields({ draft, isSaved, problems, onChange }: PartProps) {
  const streamId = draft.stream_id
  const kept = useQuery({ ...attributesQuery(streamId), enabled: streamId !== '' })
  const eventAttributes = useEventAttributes(streamId)
  const others = (kept.data?.items ?? []).filter(({ name }) => name !== draft.name)
  // It may ask about itself: what it held before.
  const own = { ...draft, id: '', preloaded: false, created_at: '', updated_at: '' }
  return (
    <>
      <IdentityFields draft={draft} isSaved={isSaved} problems={problems} onChange={onChange} />
      <EnrichmentList
        enrichments={draft.enrichments}
        type={draft.type}
        steps={draft.steps ?? []}
        choices={{ attributes: draft.name === '' ? others : [...others, own], eventAttributes }}
        problems={problems}
        onChange={(enrichments) => onChange({ ...draft, enrichments })}
      />
    </>
  )
}

/** The attribute as one document: all of it while it is new, then what can still be changed. */
function Document({ draft, isSaved, onChange }: Omit<PartProps, 'problems'>) {
  if (!isSaved) {
    const { body } = routes.createAttribute
    return <DocumentForm what="attribute" schema={body} value={draft} onChange={onChange} />
  }
  return (
    <DocumentForm
      what="attribute"
      schema={routes.updateAttribute.body}
      value={patchOf(draft)}
      onChange={(patch) => onChange(withPatch(draft, patch))}
    />
  )
}

/** Writes an attribute with its enrichments: as a form, or as JSON. */
export function AttributeForm({ isSaved, ...rest }: ThingFormProps<NewAttribute, Attribute>) {
  const [view, setView] = useState('form')
  const { broken, report } = useBrokenTexts()
  const editing = useEditing({
    ...rest,
    draftOf: attributeDraft,
    // What is wrong in an enrichment is not always beside a field of its own.
    shown: view === 'form' ? identityPaths : [],
    changes: ['attributes'],
  })
  const { draft, setDraft, problems } = editing
  const part = { draft, isSaved, onChange: setDraft }
  return (
    <ThingForm
      operation={isSaved ? 'updateAttribute' : 'createAttribute'}
      what="attribute"
      editing={editing}
      isBlocked={broken.length > 0}
    >
      <SegmentedControl
        aria-label="View"
        maw={220}
        value={view}
        onChange={setView}
        data={[
          { value: 'form', label: 'Form' },
          { value: 'json', label: 'JSON' },
        ]}
      />
      <BrokenTexts value={report}>
        {view === 'form' ? <Fields {...part} problems={problems} /> : <Document {...part} />}
      </BrokenTexts>
    </ThingForm>
  )
}
