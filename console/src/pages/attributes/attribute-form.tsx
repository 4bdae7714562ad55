import { attributePatch, newAttribute, type NewAttribute } from '@outcrop/contract'
import { Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { attributesQuery } from '../../queries.ts'
import { BrokenTexts } from '../../ui/broken-texts.ts'
import { DocumentForm } from '../../ui/document-form.tsx'
import { Failure } from '../../ui/failure.tsx'
import { fieldProblems } from '../../ui/field-problems.ts'
import { useBrokenTexts } from '../../ui/use-broken-texts.ts'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { patchOf, withPatch } from './attribute-patch.ts'
import { EnrichmentList } from './enrichment-list.tsx'
import { IdentityFields } from './identity-fields.tsx'

interface AttributeFormProps {
  readonly initial: NewAttribute
  readonly isSaved: boolean
  readonly onSave: (draft: NewAttribute) => void
  readonly pending: boolean
  readonly error: unknown
  readonly extra?: ReactNode
}

type Draft = Omit<AttributeFormProps, 'initial' | 'onSave' | 'pending' | 'extra'> & {
  readonly draft: NewAttribute
  readonly onChange: (draft: NewAttribute) => void
}

function Fields({ draft, isSaved, error, onChange }: Draft) {
  const streamId = draft.stream_id === '' ? null : draft.stream_id
  const kept = useQuery({ ...attributesQuery(streamId ?? undefined), enabled: streamId !== null })
  const eventAttributes = useEventAttributes(streamId)
  const problems = fieldProblems(error)
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
function Document({ draft, isSaved, onChange }: Draft) {
  if (!isSaved) {
    return <DocumentForm what="attribute" schema={newAttribute} value={draft} onChange={onChange} />
  }
  return (
    <DocumentForm
      what="attribute"
      schema={attributePatch}
      value={patchOf(draft)}
      onChange={(patch) => onChange(withPatch(draft, patch))}
    />
  )
}

/** Writes an attribute with its enrichments: as a form, or as JSON. */
export function AttributeForm(props: AttributeFormProps) {
  const { initial, isSaved, onSave, pending, error, extra } = props
  const [draft, setDraft] = useState(initial)
  const [view, setView] = useState('form')
  const { broken, report } = useBrokenTexts()
  const part = { draft, isSaved, error, onChange: setDraft }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (broken.length === 0) onSave(draft)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={980}>
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
          {view === 'form' ? <Fields {...part} /> : <Document {...part} />}
        </BrokenTexts>
        {error !== null && <Failure error={error} />}
        <Group>
          <Button
            type="submit"
            loading={pending}
            disabled={draft.stream_id === '' || broken.length > 0}
          >
            Save attribute
          </Button>
          {extra}
        </Group>
      </Stack>
    </form>
  )
}
