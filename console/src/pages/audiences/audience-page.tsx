import type { Audience } from '@outcrop/contract'
import { Badge, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { audienceQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { AudienceForm, type AudienceDraft } from './audience-form.tsx'
import { FillProgress } from './fill-progress.tsx'
import { visitorCount } from './visitor-count.ts'

function EditAudience({ audience }: { readonly audience: Audience }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const params = { id: audience.id }
  const save = useMutation({
    mutationFn: ({ name, description, condition }: AudienceDraft) =>
      api.updateAudience({ params, body: { name, description, condition } }),
    onSuccess: async () => {
      notifications.show({ message: 'Audience saved. Visitors are sorted into it anew.' })
      await client.invalidateQueries({ queryKey: ['audiences'] })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteAudience({ params }),
    onSuccess: async () => {
      await navigate({ to: '/audiences' })
      await client.invalidateQueries({ queryKey: ['audiences'] })
    },
  })
  const { stream_id, name, description, condition } = audience
  return (
    <AudienceForm
      initial={{ streamId: stream_id, name, description, condition }}
      streamFixed
      onSave={(draft) => save.mutate(draft)}
      pending={save.isPending}
      error={save.error}
      extra={
        <ConfirmButton
          label="Delete audience"
          title={`Delete ${name}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          Only an audience that no automation starts on can be deleted. Its visitors stay. This
          cannot be undone.
        </ConfirmButton>
      }
    />
  )
}

/** One audience, to be changed. */
export function AudiencePage() {
  const { id } = useParams({ from: '/shell/audiences/$id' })
  const audience = useQuery({
    ...audienceQuery(id),
    refetchInterval: ({ state }) => (state.data?.filling ? 1_000 : 5_000),
  })
  const { data } = audience
  return (
    <Page
      title={data?.name ?? 'Audience'}
      above={<TextLink to="/audiences">Audiences</TextLink>}
      beside={data && <Badge color="gray">{visitorCount(data.size)}</Badge>}
      actions={
        <>
          {data && (
            <ButtonLink
              variant="default"
              to="/visitors"
              search={{ stream_id: data.stream_id, audience_id: id }}
            >
              Show its visitors
            </ButtonLink>
          )}
          <ButtonLink variant="default" to="/automations/new" search={{ audience_id: id }}>
            New action on this audience
          </ButtonLink>
        </>
      }
    >
      <Loaded query={audience}>
        {(found) => (
          <Stack gap="lg">
            {found.filling && <FillProgress filling={found.filling} />}
            <EditAudience key={found.id} audience={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
