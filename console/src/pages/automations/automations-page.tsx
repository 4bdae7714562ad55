import type { Automation, AutomationMetricsList } from '@outcrop/contract'
import { IconBolt, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { allMetricsQuery, audiencesQuery, automationsQuery, feedsQuery } from '../../queries.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { Time } from '../../ui/time.tsx'
import { broad, wide } from '../../ui/wide.ts'
import { describeTrigger } from './describe-trigger.ts'
import { dayColumns } from './day-columns.tsx'
import { LastRunView } from './last-run-view.tsx'
import { StateLine } from './state-line.tsx'
import { May } from '../../ui/may.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

function columnsFor(
  triggers: readonly Named[],
  figures: AutomationMetricsList | undefined,
): DataTableColumn<Automation>[] {
  const names = new Map(triggers.map(({ id, name }) => [id, name]))
  const lastRuns = new Map(figures?.last_runs.map((run) => [run.automation_id, run]))
  return [
    {
      accessor: 'name',
      render: ({ id, name }) => (
        <TextLink to="/automations/$id" params={{ id }} size="sm">
          {name}
        </TextLink>
      ),
    },
    { accessor: 'state', render: (automation) => <StateLine automation={automation} /> },
    {
      accessor: 'trigger',
      title: 'Starts on',
      ...wide,
      render: ({ draft }) => describeTrigger(draft.trigger, names),
    },
    {
      accessor: 'runs',
      title: 'Last run',
      render: ({ id }) => figures && <LastRunView run={lastRuns.get(id)} />,
    },
    ...dayColumns(figures),
    {
      accessor: 'updated_at',
      noWrap: true,
      title: 'Changed',
      textAlign: 'right',
      ...broad,
      render: ({ updated_at }) => <Time iso={updated_at} ago />,
    },
  ]
}

/** Every action on the streams. */
export function AutomationsPage() {
  const automations = useQuery(automationsQuery())
  const feeds = useQuery(feedsQuery()).data?.items ?? []
  const audiences = useQuery(audiencesQuery()).data?.items ?? []
  const figures = useQuery({ ...allMetricsQuery(), refetchInterval: 10_000 }).data
  const create = (
    <May do="createAutomation">
      <ButtonLink to="/automations/new" search={{}} leftSection={<IconPlus size={16} />}>
        New action
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Automations"
      description="An event in a feed or a visitor in an audience asks a model, and the answer becomes an event."
      create={create}
      query={automations}
      columns={columnsFor([...feeds, ...audiences], figures)}
      empty={{
        icon: IconBolt,
        title: 'No action yet',
        text: 'An action asks a Bedrock model about each event of a feed, or each visitor of an audience.',
      }}
    />
  )
}
