import { isUsable } from '@outcrop/contract'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { feedsQuery, providersQuery } from '../../queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { AutomationEditor } from './automation-editor.tsx'
import { newDefinition } from './new-definition.ts'

/** A new stream action, with what is known filled in. */
export function NewAutomationPage() {
  const { feed_id, audience_id } = useSearch({ from: '/shell/automations/new' })
  const feeds = useQuery(feedsQuery())
  const providers = useQuery(providersQuery())
  const ready = providers.data?.items.find(({ state }) => isUsable(state))
  if (providers.isPending) return <Skeleton height={640} role="status" aria-label="Loading" />
  return (
    <Loaded query={feeds} height={640}>
      {({ items }) => (
        <AutomationEditor
          initial={newDefinition({
            trigger:
              audience_id === undefined
                ? { type: 'event', feed_id: feed_id ?? items[0]?.id ?? '' }
                : { type: 'audience', audience_id, on: 'joined' },
            providerId: ready?.id ?? '',
            model: '',
          })}
          saved={null}
        />
      )}
    </Loaded>
  )
}
