import type { NewAgent } from '@outcrop/contract'
import { Button, Card, Group, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { toldInForm } from '../../ui/field-problems.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { AgentFields, shownPaths, type AgentDraft } from './agent-fields.tsx'
import { AgentTestView } from './agent-test-view.tsx'
import { May } from '../../ui/may.tsx'

const emptyDraft: AgentDraft = { providerId: '', aliasArn: '', name: '', description: '' }

const newAgentOf = ({ providerId, aliasArn, name, description }: AgentDraft): NewAgent => ({
  provider_id: providerId,
  alias_arn: aliasArn,
  description,
  ...(name.trim() !== '' && { name }),
})

/** Connects an agent; its alias is looked at first. */
export function ConnectAgentPage() {
  const navigate = useNavigate()
  const [draft, setDraft] = useState(emptyDraft)
  const test = useMutation({
    mutationFn: () => api.testNewAgent({ body: newAgentOf(draft) }),
  })
  const saving = useSaving({
    save: () => api.connectAgent({ body: newAgentOf(draft) }),
    shown: shownPaths,
    changes: ['agents'],
    onSaved: ({ id }) => navigate({ to: '/agents/$id', params: { id } }),
  })
  const change = (part: Partial<AgentDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    test.reset()
    saving.reset()
  }
  const { problems, failure } = toldInForm(saving.error ?? test.error, shownPaths)
  return (
    <Page
      title="Connect agent"
      description="An agent is called by the ARN of one of its aliases. Outcrop looks at the alias before it is saved."
      above={<TextLink to="/agents">Agents</TextLink>}
    >
      <form onSubmit={saving.submit}>
        <Stack gap="lg" maw={820}>
          <AgentFields draft={draft} problems={problems} onChange={change} />
          {failure !== null && <Failure error={failure} />}
          {test.data && (
            <Card>
              <AgentTestView test={test.data} />
            </Card>
          )}
          <Group>
            <May do="connectAgent" orSay>
              <Button type="submit" loading={saving.isPending}>
                Connect agent
              </Button>
            </May>
            <May do="testNewAgent">
              <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                Look at it first
              </Button>
            </May>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
