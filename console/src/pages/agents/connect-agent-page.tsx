import type { NewAgent } from '@outcrop/contract'
import { Button, Card, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { AgentFields, shownPaths, type AgentDraft } from './agent-fields.tsx'
import { AgentTestView } from './agent-test-view.tsx'

const emptyDraft: AgentDraft = { providerId: '', aliasArn: '', name: '', description: '' }

const newAgentOf = ({ providerId, aliasArn, name, description }: AgentDraft): NewAgent => ({
  provider_id: providerId,
  alias_arn: aliasArn,
  description,
  ...(name.trim() !== '' && { name }),
})

/** Connects an agent; its alias is looked at first. */
export function ConnectAgentPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(emptyDraft)
  const test = useMutation({
    mutationFn: () => api.testNewAgent({ body: newAgentOf(draft) }),
  })
  const connect = useMutation({
    mutationFn: () => api.connectAgent({ body: newAgentOf(draft) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['agents'] })
      await navigate({ to: '/agents/$id', params: { id } })
    },
  })
  const change = (part: Partial<AgentDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    test.reset()
    connect.reset()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    connect.mutate()
  }
  const error = connect.error ?? test.error
  const problems = fieldProblems(error)
  return (
    <Page
      title="Connect agent"
      description="An agent is called by the ARN of one of its aliases. Outcrop looks at the alias before it is saved."
      above={<TextLink to="/agents">Agents</TextLink>}
    >
      <form onSubmit={submit}>
        <Stack gap="lg" maw={820}>
          <AgentFields draft={draft} problems={problems} onChange={change} />
          {error !== null && !allShown(problems, shownPaths) && <Failure error={error} />}
          {test.data && (
            <Card>
              <AgentTestView test={test.data} />
            </Card>
          )}
          <Group>
            <Button type="submit" loading={connect.isPending}>
              Connect agent
            </Button>
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              Look at it first
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
