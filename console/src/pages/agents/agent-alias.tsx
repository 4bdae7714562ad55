import type { Agent } from '@outcrop/contract'
import { Button, Card, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Failure } from '../../ui/failure.tsx'
import { AgentTestView } from './agent-test-view.tsx'
import { May } from '../../ui/may.tsx'

/** The alias that is called, and what was last seen of it. */
export function AgentAlias({ agent }: { readonly agent: Agent }) {
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: () => api.testAgent({ params: { id: agent.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['agents'] }),
  })
  return (
    <Card maw={820}>
      <Stack gap="lg">
        <CopyBlock text={agent.alias_arn} what="alias ARN" />
        {test.error !== null && <Failure error={test.error} />}
        <AgentTestView test={test.data ?? agent.last_test} />
        <Group>
          <May do="testAgent">
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              Look again
            </Button>
          </May>
        </Group>
      </Stack>
    </Card>
  )
}
