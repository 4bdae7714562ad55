import { Card, Group, Stack, Text, Title } from '@mantine/core'
import type { AutomationMetrics } from '@outcrop/contract'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { problemTitle } from '../../ui/problem-title.ts'

interface MetricProblemsProps {
  readonly automationId: string
  readonly problems: AutomationMetrics['problems']
}

/** What runs failed of and were tried again after. Each leads to its runs. */
export function MetricProblems({ automationId, problems }: MetricProblemsProps) {
  return (
    <Card>
      <Title order={2} size="h5" mb="md">
        Problems
      </Title>
      {problems.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing went wrong in this time.
        </Text>
      ) : (
        <Stack gap="xs">
          {problems.map(({ code, failed, retried }) => (
            <Group key={code} justify="space-between">
              <TextLink
                to="/runs"
                search={{ automation_id: automationId, problem: code }}
                size="sm"
              >
                {problemTitle(code)}
              </TextLink>
              <Text size="sm">
                {formatNumber(failed)} failed, {formatNumber(retried)} tried again
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  )
}
