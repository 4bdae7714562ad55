import type { Attribute, NewAttribute } from '@outcrop/contract'
import { Badge } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { attributeQuery } from '../../queries.ts'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { AttributeForm } from './attribute-form.tsx'
import { patchOf } from './attribute-patch.ts'
import { PreloadedView } from './preloaded-view.tsx'

function EditAttribute({ attribute }: { readonly attribute: Attribute }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const params = { id: attribute.id }
  const save = useMutation({
    mutationFn: (draft: NewAttribute) => api.updateAttribute({ params, body: patchOf(draft) }),
    onSuccess: async () => {
      notifications.show({ message: 'Attribute saved. It applies to events from now on.' })
      await client.invalidateQueries({ queryKey: ['attributes'] })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteAttribute({ params }),
    onSuccess: async () => {
      await navigate({ to: '/attributes', search: { stream_id: attribute.stream_id } })
      await client.invalidateQueries({ queryKey: ['attributes'] })
    },
  })
  return (
    <AttributeForm
      initial={attribute}
      isSaved
      onSave={(draft) => save.mutate(draft)}
      pending={save.isPending}
      error={save.error}
      extra={
        <ConfirmButton
          label="Delete attribute"
          title={`Delete ${attributeTitle(attribute)}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          Only an attribute that nothing uses can be deleted. What visitors hold under it is not
          shown any more. This cannot be undone.
        </ConfirmButton>
      }
    />
  )
}

/** One attribute, to be changed. */
export function AttributePage() {
  const { id } = useParams({ from: '/shell/attributes/$id' })
  const attribute = useQuery(attributeQuery(id))
  const { data } = attribute
  return (
    <Page
      title={data ? attributeTitle(data) : 'Attribute'}
      above={
        <TextLink to="/attributes" search={{ stream_id: data?.stream_id }}>
          Attributes
        </TextLink>
      }
      beside={data?.preloaded === true && <Badge color="gray">Preloaded</Badge>}
    >
      <Loaded query={attribute}>
        {(found) =>
          found.preloaded ? (
            <PreloadedView attribute={found} />
          ) : (
            <EditAttribute key={found.id} attribute={found} />
          )
        }
      </Loaded>
    </Page>
  )
}
