import type { Usage } from '@outcrop/contract'
import { Card, Group, Stack, Text, Title } from '@mantine/core'
import type { SpanHours } from '../../search.ts'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { problemTitle } from '../../ui/problem-title.ts'

interface TopProblemsProps {
  readonly problems: Usage['problems']
  readonly hours: SpanHours
}

const since = { 24: '24h', 168: '7d', 720: '30d' } as const

/** Why runs failed, most frequent first. Each leads to its runs. */
export function TopProblems({ problems, hours }: TopProblemsProps) {
  return (
    <Card h="100%">
      <Title order={2} size="h5" mb="md">
        Top problems
      </Title>
      {problems.length === 0 ? (
        <Text size="sm" c="dimmed">
          No run has failed in this time.
        </Text>
      ) : (
        <Stack gap="xs">
          {problems.slice(0, 6).map(({ code, count }) => (
            <Group key={code} wrap="nowrap" justify="space-between">
              <TextLink to="/runs" search={{ problem: code, since: since[hours] }} size="sm">
                {problemTitle(code)}
              </TextLink>
              <Text size="sm" fw={600}>
                {formatNumber(count)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  )
}
