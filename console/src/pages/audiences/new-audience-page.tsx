import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { emptyProfileComparison } from '../../ui/conditions/edit-comparison.ts'
import { InStream } from '../../ui/in-stream.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { AudienceForm } from './audience-form.tsx'

const condition = { all: [emptyProfileComparison] }

/** Makes an audience. */
export function NewAudiencePage() {
  const { stream_id: asked } = useSearch({ from: '/shell/audiences/new' })
  const navigate = useNavigate()
  return (
    <Page
      title="New audience"
      description="An audience is a named condition on visitors. They join it when the condition becomes true, and leave it when it becomes false."
      above={<TextLink to="/audiences">Audiences</TextLink>}
    >
      <InStream asked={asked}>
        {(stream_id) => (
          <AudienceForm
            initial={{ stream_id, name: '', description: '', condition }}
            isSaved={false}
            save={(draft) => api.createAudience({ body: draft })}
            onSaved={({ id }) =>
              navigate({ to: '/audiences/$id', params: { id }, ignoreBlocker: true })
            }
          />
        )}
      </InStream>
    </Page>
  )
}
