import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { InStream } from '../../ui/in-stream.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { emptyAttribute } from './attribute-draft.ts'
import { AttributeForm } from './attribute-form.tsx'

/** Makes an attribute. */
export function NewAttributePage() {
  const { stream_id: asked } = useSearch({ from: '/shell/attributes/new' })
  const navigate = useNavigate()
  return (
    <Page
      title="New attribute"
      description="An attribute keeps something of a visitor or of a visit. Its enrichments say what, and when."
      above={
        <TextLink to="/attributes" search={{ stream_id: asked }}>
          Attributes
        </TextLink>
      }
    >
      <InStream asked={asked}>
        {(streamId) => (
          <AttributeForm
            initial={emptyAttribute(streamId)}
            isSaved={false}
            save={(draft) => api.createAttribute({ body: draft })}
            onSaved={({ stream_id }) =>
              navigate({ to: '/attributes', search: { stream_id }, ignoreBlocker: true })
            }
          />
        )}
      </InStream>
    </Page>
  )
}
