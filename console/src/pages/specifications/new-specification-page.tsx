import { Alert } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { proposedSpecificationQuery } from '../../collection-queries.ts'
import { streamsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SpecificationForm, type SpecificationDraft } from './specification-form.tsx'

function NewSpecification({ initial }: { readonly initial: SpecificationDraft }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: ({ streamId, ...rest }: SpecificationDraft) =>
      api.createSpecification({ body: { stream_id: streamId ?? '', ...rest } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['specifications'] })
      await navigate({ to: '/specifications/$id', params: { id } })
    },
  })
  return (
    <SpecificationForm
      initial={initial}
      isSaved={false}
      onSave={(draft) => create.mutate(draft)}
      pending={create.isPending}
      error={create.error}
    />
  )
}

/** A form that an event, and recent ones of its name, have filled in. */
function FromEvent({ id }: { readonly id: string }) {
  const proposal = useQuery(proposedSpecificationQuery(id))
  return (
    <Loaded query={proposal} height={640}>
      {({ stream_id: streamId, ...rest }) => (
        <>
          <Alert color="gray" role="note" title="Made from recent events of this name">
            Required is what no event was without. Look through it before you save it.
          </Alert>
          <NewSpecification initial={{ streamId, ...rest }} />
        </>
      )}
    </Loaded>
  )
}

function ByHand() {
  const streams = useQuery(streamsQuery())
  return (
    <Loaded query={streams} height={640}>
      {({ items }) => (
        <NewSpecification
          initial={{ streamId: items[0]?.id ?? null, name: '', description: '', attributes: [], allow_others: false }} // prettier-ignore
        />
      )}
    </Loaded>
  )
}

/** Makes a specification, of an event or by hand. */
export function NewSpecificationPage() {
  const { event_id } = useSearch({ from: '/shell/specifications/new' })
  return (
    <Page
      title="New specification"
      description="What the events of one name should hold. Events are judged by it, and never refused for it."
      above={<TextLink to="/specifications">Specifications</TextLink>}
    >
      {event_id === undefined ? <ByHand /> : <FromEvent id={event_id} />}
    </Page>
  )
}
