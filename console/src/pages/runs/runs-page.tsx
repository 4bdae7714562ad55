import { Group } from '@mantine/core'
import { runStates } from '@outcrop/contract'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { automationsQuery, runsQuery } from '../../queries.ts'
import type { RunsSearch } from '../../search.ts'
import { Empty } from '../../ui/empty.tsx'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { words } from '../../ui/format.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { problemChoices } from '../../ui/problem-title.ts'
import { runColumns } from './run-columns.tsx'
import { runFilter } from './run-filter.ts'
import { TimeFilter } from './time-filter.tsx'

const stateChoices = runStates.map((state) => ({ value: state, label: words(state) }))

function NoRuns({ filtered }: { readonly filtered: boolean }) {
  if (filtered) {
    return (
      <Empty
        icon={IconPlayerPlay}
        title="No run matches"
        action={
          <ButtonLink to="/runs" search={{}} variant="default">
            Show all runs
          </ButtonLink>
        }
      >
        Take a filter away, or look at a longer time.
      </Empty>
    )
  }
  return (
    <Empty
      icon={IconPlayerPlay}
      title="Nothing has run yet"
      action={<ButtonLink to="/automations">Go to automations</ButtonLink>}
    >
      A run begins when an event arrives in the feed of a published automation.
    </Empty>
  )
}

/** Every execution, with filters that live in the address. */
export function RunsPage() {
  const search = useSearch({ from: '/shell/runs' })
  const navigate = useNavigate()
  const automations = useQuery(automationsQuery())
  const runs = useQuery({
    ...runsQuery(search, (now) => runFilter(search, now)),
    refetchInterval: search.cursor === undefined ? 3_000 : false,
  })
  const filter = (change: RunsSearch) =>
    void navigate({
      to: '/runs',
      search: (before) => ({ ...before, ...change, cursor: undefined }),
      replace: true,
    })
  const { cursor, ...filters } = search
  const filtered = Object.values(filters).some((value) => value !== undefined)
  return (
    <Page title="Runs" description="Every execution of an automation, newest first.">
      <Group gap="sm" align="flex-end" role="search" aria-label="Filter runs">
        <FilterSelect
          label="State"
          none="All states"
          data={stateChoices}
          value={search.state}
          onChange={(state) => filter({ state: runStates.find((known) => known === state) })}
        />
        <FilterSelect
          label="Automation"
          none="All automations"
          data={(automations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={search.automation_id}
          onChange={(automation_id) => filter({ automation_id })}
        />
        <FilterSelect
          label="Problem"
          none="Any or none"
          data={problemChoices}
          value={search.problem}
          onChange={(problem) => filter({ problem })}
        />
        <TimeFilter value={search} onChange={filter} />
        <FilterText
          label="Visitor id"
          value={search.visitor_id}
          onChange={(visitor_id) => filter({ visitor_id, stream_id: undefined })}
        />
        <FilterText
          label="Event id"
          value={search.event_id}
          onChange={(event_id) => filter({ event_id })}
        />
      </Group>
      <ListTable
        query={runs}
        columns={runColumns}
        cursor={cursor}
        empty={<NoRuns filtered={filtered} />}
      />
    </Page>
  )
}
