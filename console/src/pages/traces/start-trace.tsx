import { Button, Card, Grid, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { streamsQuery } from '../../queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { StreamSelect } from '../../ui/stream-select.tsx'
import { RecentTraces } from './recent-traces.tsx'
import { May } from '../../ui/may.tsx'

function JoinTrace() {
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const join = (event: SubmitEvent) => {
    event.preventDefault()
    if (id.trim() !== '') void navigate({ to: '/trace', search: { id: id.trim() } })
  }
  return (
    <form onSubmit={join}>
      <Title order={2} size="h5" mb="sm">
        Join a trace
      </Title>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label="Trace id"
          flex={1}
          required
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Join
        </Button>
      </Group>
    </form>
  )
}

/** Starts a trace, or joins one. */
export function StartTrace() {
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const [chosen, setChosen] = useState<string | null>(null)
  const stream = chosen ?? streams.data?.items[0]?.id ?? null
  const start = useMutation({
    mutationFn: (stream_id: string) => api.startTrace({ body: { stream_id } }),
    onSuccess: ({ id }) => navigate({ to: '/trace', search: { id } }),
  })
  return (
    <Page
      title="Live trace"
      description="Send events with a trace id and watch, line by line, what happens because of them. A trace takes 250 events and lives for 24 hours."
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Card h="100%">
            <Title order={2} size="h5" mb="sm">
              Start a trace
            </Title>
            <Stack>
              <StreamSelect value={stream} onChange={setChosen} />
              {start.error && <Failure error={start.error} />}
              <Group>
                <May do="startTrace" orSay>
                  <Button
                    leftSection={<IconPlayerPlay size={16} />}
                    disabled={stream === null}
                    loading={start.isPending}
                    onClick={() => {
                      if (stream !== null) start.mutate(stream)
                    }}
                  >
                    Start trace
                  </Button>
                </May>
                {streams.data?.items.length === 0 && (
                  <Text size="sm" c="dimmed">
                    Create a stream first.
                  </Text>
                )}
              </Group>
            </Stack>
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Card h="100%">
            <JoinTrace />
          </Card>
        </Grid.Col>
      </Grid>
      <RecentTraces />
    </Page>
  )
}
