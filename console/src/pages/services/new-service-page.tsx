import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { emptyDraft, serviceOf } from './service-draft.ts'
import { ServiceForm } from './service-form.tsx'

/** Makes a service. */
export function NewServicePage() {
  const navigate = useNavigate()
  return (
    <Page
      title="New service"
      description="A named model set-up that steps can use."
      above={<TextLink to="/services">Services</TextLink>}
    >
      <ServiceForm
        start={emptyDraft}
        label="Save service"
        save={(draft) => api.createService({ body: serviceOf(draft) })}
        onSaved={({ id }) => navigate({ to: '/services/$id', params: { id } })}
      />
    </Page>
  )
}
