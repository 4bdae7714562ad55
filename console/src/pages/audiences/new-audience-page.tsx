import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { streamsQuery } from '../../queries.ts'
import { emptyProfileComparison } from '../../ui/conditions/edit-comparison.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { AudienceForm, type AudienceDraft } from './audience-form.tsx'

/** Makes an audience. */
export function NewAudiencePage() {
  const { stream_id } = useSearch({ from: '/shell/audiences/new' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const create = useMutation({
    mutationFn: ({ streamId, ...rest }: AudienceDraft) =>
      api.createAudience({ body: { stream_id: streamId ?? '', ...rest } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['audiences'] })
      await navigate({ to: '/audiences/$id', params: { id } })
    },
  })
  return (
    <Page
      title="New audience"
      description="An audience is a named condition on visitors. They join it when the condition becomes true, and leave it when it becomes false."
      above={<TextLink to="/audiences">Audiences</TextLink>}
    >
      <Loaded query={streams}>
        {({ items }) => (
          <AudienceForm
            initial={{
              streamId: stream_id ?? items[0]?.id ?? null,
              name: '',
              description: '',
              condition: { all: [emptyProfileComparison] },
            }}
            streamFixed={false}
            onSave={(draft) => create.mutate(draft)}
            pending={create.isPending}
            error={create.error}
          />
        )}
      </Loaded>
    </Page>
  )
}
