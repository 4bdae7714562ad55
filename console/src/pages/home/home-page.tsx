import { Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { usageQuery } from '../../queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SpanSelect } from '../../ui/span-select.tsx'
import { BudgetNotices } from './budget-notices.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HeldNotice } from './held-notice.tsx'
import { InProgress } from './in-progress.tsx'
import { PauseNotices } from './pause-notices.tsx'
import { TopProblems } from './top-problems.tsx'
import { Totals } from './totals.tsx'
import { useBeginning } from './use-beginning.ts'
import { UsageCharts } from './usage-charts.tsx'

/** What has happened lately, and what to do first. */
export function HomePage() {
  const { hours = 24 } = useSearch({ from: '/shell/' })
  const navigate = useNavigate()
  const beginning = useBeginning()
  const usage = useQuery({ ...usageQuery(hours), refetchInterval: 10_000 })
  return (
    <Page
      title="Home"
      actions={
        <SpanSelect
          value={hours}
          onChange={(chosen) =>
            void navigate({ to: '/', search: { hours: chosen }, replace: true })
          }
        />
      }
    >
      <Loaded query={beginning === undefined ? { ...usage, data: undefined } : usage} height={480}>
        {(data) => (
          <Stack gap="lg">
            <PauseNotices />
            <BudgetNotices />
            <HeldNotice />
            {beginning && <FirstSteps beginning={beginning} />}
            <Totals totals={data.totals} />
            <UsageCharts usage={data} />
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 5 }}>
                <InProgress counts={data.in_progress} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 7 }}>
                <TopProblems problems={data.problems} hours={hours} />
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
