import type { Automation, Step } from '@outcrop/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { AttemptView } from '../runs/attempt-view.tsx'
import { sampleBody, type Sample } from './use-step-preview.ts'
import { May } from '../../ui/may.tsx'

interface TryViewProps {
  readonly step: Step
  readonly sample: Sample
  readonly saved: Automation | null
}

/** The real call on the chosen event or visitor, before anything is published. */
export function TryView({ step, sample, saved }: TryViewProps) {
  const navigate = useNavigate()
  const attempt = useMutation({
    mutationFn: () =>
      api.tryStep({
        body: { step, ...sampleBody(sample), ...(saved && { automation_id: saved.id }) },
      }),
  })
  const run = useMutation({
    mutationFn: ({ id, event_id }: { id: string; event_id: string }) =>
      api.startRun({ params: { id }, body: { event_id } }),
    onSuccess: ({ id }) => navigate({ to: '/runs/$id', params: { id } }),
  })
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Makes the real call and shows everything. Writes and delivers nothing; budgets, limits and
        usage count the call.
      </Text>
      <Group>
        <May do="tryStep" orSay>
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            loading={attempt.isPending}
            onClick={() => attempt.mutate()}
          >
            Try it
          </Button>
        </May>
        <May do="startRun">
          {saved?.published && 'event' in sample && (
            <Button
              variant="default"
              loading={run.isPending}
              onClick={() => run.mutate({ id: saved.id, event_id: sample.event.id })}
            >
              Run version {saved.published.number} on it
            </Button>
          )}
        </May>
      </Group>
      {attempt.error && <Failure error={attempt.error} />}
      {run.error && <Failure error={run.error} />}
      {attempt.data && <AttemptView key={attempt.data.id} attempt={attempt.data} />}
    </Stack>
  )
}
