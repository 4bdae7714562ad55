import { mostCountedRuns, type PausedTarget } from '@outcrop/contract'
import { Button, Card, Code, Group, Stack, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { pausedTargetsQuery } from '../../queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { Time } from '../../ui/time.tsx'
import { May } from '../../ui/may.tsx'

/** What AWS denies to a provider while the rest of it works; nothing where that is nothing. */
export function PausedTargetsCard({ providerId }: { readonly providerId: string }) {
  const { data, error } = useQuery({ ...pausedTargetsQuery(providerId), refetchInterval: 5_000 })
  if (error) return <Failure error={error} />
  if (!data || data.items.length === 0) return null
  return (
    <Card>
      <Stack gap="lg">
        <Text fw={600}>Paused: what AWS denies, while everything else goes on</Text>
        {data.items.map((paused) => (
          <Paused key={paused.id} paused={paused} />
        ))}
      </Stack>
    </Card>
  )
}

function Paused({ paused }: { readonly paused: PausedTarget }) {
  const { id, target, guardrail, problem, since, retest_at } = paused
  const client = useQueryClient()
  const resume = useMutation({
    mutationFn: () => api.resumePausedTarget({ params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['providers'] }),
  })
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} miw={0} maw={560}>
          <Code style={{ alignSelf: 'flex-start', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
            {target}
          </Code>
          {guardrail !== null && <Text size="sm">With the guardrail {guardrail}</Text>}
          <Text size="sm" c="dimmed">
            {waiting(paused)} since <Time iso={since} ago />. One run tries it again at{' '}
            <Time iso={retest_at} />.
          </Text>
        </Stack>
        <May do="resumePausedTarget">
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} />}
            loading={resume.isPending}
            onClick={() => resume.mutate()}
          >
            Resume
          </Button>
        </May>
      </Group>
      {resume.error && <Failure error={resume.error} />}
      <ProblemView problem={problem} />
    </Stack>
  )
}

function waiting({ waiting_runs: runs }: PausedTarget): string {
  if (runs === 0) return 'No run waits; paused'
  if (runs >= mostCountedRuns) return `More than ${formatNumber(mostCountedRuns)} runs wait`
  return runs === 1 ? '1 run waits' : `${formatNumber(runs)} runs wait`
}
