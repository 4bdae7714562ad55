import type { NewAttribute } from '@outcrop/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { streamsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { emptyAttribute } from './attribute-draft.ts'
import { AttributeForm } from './attribute-form.tsx'

/** Makes an attribute. */
export function NewAttributePage() {
  const { stream_id } = useSearch({ from: '/shell/attributes/new' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const create = useMutation({
    mutationFn: (body: NewAttribute) => api.createAttribute({ body }),
    onSuccess: async (created) => {
      await client.invalidateQueries({ queryKey: ['attributes'] })
      await navigate({ to: '/attributes', search: { stream_id: created.stream_id } })
    },
  })
  return (
    <Page
      title="New attribute"
      description="An attribute keeps something of a visitor or of a visit. Its enrichments say what, and when."
      above={
        <TextLink to="/attributes" search={{}}>
          Attributes
        </TextLink>
      }
    >
      <Loaded query={streams}>
        {({ items }) => (
          <AttributeForm
            initial={emptyAttribute(stream_id ?? items[0]?.id ?? '')}
            isSaved={false}
            onSave={(draft) => create.mutate(draft)}
            pending={create.isPending}
            error={create.error}
          />
        )}
      </Loaded>
    </Page>
  )
}
