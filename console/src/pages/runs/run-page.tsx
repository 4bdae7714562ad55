import { Card, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { runQuery } from '../../queries.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { hasEnded } from './has-ended.ts'
import { RunActions } from './run-actions.tsx'
import { runFacts } from './run-facts.tsx'
import { StepView } from './step-view.tsx'
import { WaitingNotice } from './waiting-notice.tsx'

/** One execution: what was asked, what came back, where it went, and what went wrong. */
export function RunPage() {
  const { id } = useParams({ from: '/shell/runs/$id' })
  const run = useQuery({
    ...runQuery(id),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data.state) ? false : 1_500),
  })
  return (
    <Page
      title={run.data ? `Run of ${run.data.automation.name}` : 'Run'}
      above={<TextLink to="/runs">Runs</TextLink>}
      beside={run.data && <StateBadge state={run.data.state} />}
      actions={run.data && <RunActions run={run.data} />}
    >
      <Loaded query={run} height={420}>
        {(data) => (
          <Stack gap="lg">
            {data.waits_for && <WaitingNotice waitsFor={data.waits_for} />}
            {data.problem && <ProblemView problem={data.problem} />}
            <Card>
              <FactList facts={runFacts(data)} />
            </Card>
            {data.steps.map((step) => (
              <StepView key={step.id} step={step} told={data.problem} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
