import type { Attribute } from '@outcrop/contract'
import { Badge, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { attributeQuery } from '../../queries.ts'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { attributeDraft } from './attribute-draft.ts'
import { AttributeForm } from './attribute-form.tsx'
import { patchOf } from './attribute-patch.ts'
import { PreloadedView } from './preloaded-view.tsx'

function EditAttribute({ attribute }: { readonly attribute: Attribute }) {
  const params = { id: attribute.id }
  return (
    <Stack gap="lg" maw={980}>
      <AttributeForm
        initial={attributeDraft(attribute)}
        isSaved
        save={(draft) => api.updateAttribute({ params, body: patchOf(draft) })}
        onSaved={() => {
          notifications.show({ message: 'Attribute saved. It applies to events from now on.' })
        }}
      />
      <DeletionCard
        operation="deleteAttribute"
        label="Delete attribute"
        title={`Delete ${attributeTitle(attribute)}?`}
        note="Only an attribute that nothing uses can be deleted."
        remove={() => api.deleteAttribute({ params })}
        list={{ room: '/attributes', query: 'attributes', stream_id: attribute.stream_id }}
      >
        What visitors hold under it is not shown any more. This cannot be undone.
      </DeletionCard>
    </Stack>
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
