import { Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { serviceQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { DeleteService } from './delete-service.tsx'
import { draftOf, serviceOf } from './service-draft.ts'
import { ServiceForm } from './service-form.tsx'

/** One service: its settings, which count from the next call on. */
export function ServicePage() {
  const { id } = useParams({ from: '/shell/services/$id' })
  const service = useQuery(serviceQuery(id))
  return (
    <Page
      title={service.data?.name ?? 'Service'}
      description="Changes count from the next call on."
      above={<TextLink to="/services">Services</TextLink>}
      beside={service.data && <StateBadge state={service.data.provider.state} />}
    >
      <Loaded query={service} height={420}>
        {(data) => (
          <Stack gap="lg" maw={820}>
            <ServiceForm
              key={data.updated_at}
              start={draftOf(data)}
              label="Save changes"
              save={(draft) => api.updateService({ params: { id }, body: serviceOf(draft, data) })}
              onSaved={() => {
                notifications.show({ message: 'Service saved.' })
              }}
            />
            <DeleteService service={data} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
