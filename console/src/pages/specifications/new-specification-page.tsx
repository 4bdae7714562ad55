import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { proposedSpecificationQuery } from '../../collection-queries.ts'
import { InStream } from '../../ui/in-stream.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SpecificationForm, type SpecificationDraft } from './specification-form.tsx'

function NewSpecification({ initial }: { readonly initial: SpecificationDraft }) {
  const navigate = useNavigate()
  return (
    <SpecificationForm
      initial={initial}
      isSaved={false}
      save={(draft) => api.createSpecification({ body: draft })}
      onSaved={({ id }) =>
        navigate({ to: '/specifications/$id', params: { id }, ignoreBlocker: true })
      }
    />
  )
}

/** A form that an event, and recent ones of its name, have filled in. */
function FromEvent({ id }: { readonly id: string }) {
  const proposal = useQuery(proposedSpecificationQuery(id))
  return (
    <Loaded query={proposal} height={640}>
      {(initial) => (
        <>
          <Alert color="gray" role="note" title="Made from recent events of this name">
            Required is what no event was without. Look through it before you save it.
          </Alert>
          <NewSpecification initial={initial} />
        </>
      )}
    </Loaded>
  )
}

const empty = { name: '', description: '', attributes: [], allow_others: false }

/** Makes a specification, of an event or by hand. */
export function NewSpecificationPage() {
  const { event_id } = useSearch({ from: '/shell/specifications/new' })
  return (
    <Page
      title="New specification"
      description="What the events of one name should hold. Events are judged by it, and never refused for it."
      above={<TextLink to="/specifications">Specifications</TextLink>}
    >
      {event_id === undefined ? (
        <InStream>{(stream_id) => <NewSpecification initial={{ stream_id, ...empty }} />}</InStream>
      ) : (
        <FromEvent id={event_id} />
      )}
    </Page>
  )
}
