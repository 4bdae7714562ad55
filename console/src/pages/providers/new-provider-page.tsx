import { Button, Card, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { ConnectionTestView } from './connection-test-view.tsx'
import { emptyDraft, newProviderOf, shownPaths, type ProviderDraft } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'

/** Makes a provider; it can be tested before it is saved. */
export function NewProviderPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(emptyDraft)
  const test = useMutation({
    mutationFn: () => api.testNewProvider({ body: newProviderOf(draft) }),
  })
  const create = useMutation({
    // A provider that has not passed its test is offered nowhere, so the test belongs to the saving.
    mutationFn: async () => {
      const provider = await api.createProvider({ body: newProviderOf(draft) })
      await api.testProvider({ params: { id: provider.id } }).catch(() => null)
      return provider
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['providers'] })
      await navigate({ to: '/providers/$id', params: { id } })
    },
  })
  const change = (part: Partial<ProviderDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    test.reset()
    create.reset()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const error = create.error ?? test.error
  const problems = fieldProblems(error)
  return (
    <Page
      title="New provider"
      description="A connection to Amazon Bedrock in one AWS account and one region."
      above={<TextLink to="/providers">Providers</TextLink>}
    >
      <form onSubmit={submit}>
        <Stack gap="lg" maw={820}>
          <ProviderFields draft={draft} problems={problems} onChange={change} saved={false} />
          {error !== null && !allShown(problems, shownPaths) && <Failure error={error} />}
          {test.data && (
            <Card>
              <ConnectionTestView test={test.data} />
            </Card>
          )}
          <Group>
            <Button type="submit" loading={create.isPending}>
              Save provider
            </Button>
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              Test connection
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
