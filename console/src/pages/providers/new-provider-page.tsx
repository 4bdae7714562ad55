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
import { ConnectionTestView } from './connection-test-view.tsx'
import { emptyDraft, newProviderOf, shownPaths, type ProviderDraft } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'
import { May } from '../../ui/may.tsx'

/** Makes a provider; it can be tested before it is saved. */
export function NewProviderPage() {
  const navigate = useNavigate()
  const [draft, setDraft] = useState(emptyDraft)
  const test = useMutation({
    mutationFn: () => api.testNewProvider({ body: newProviderOf(draft) }),
  })
  const saving = useSaving({
    // A provider that has not passed its test is offered nowhere, so the test belongs to the saving.
    save: async () => {
      const provider = await api.createProvider({ body: newProviderOf(draft) })
      await api.testProvider({ params: { id: provider.id } }).catch(() => null)
      return provider
    },
    shown: shownPaths,
    changes: ['providers'],
    onSaved: ({ id }) => navigate({ to: '/providers/$id', params: { id } }),
  })
  const change = (part: Partial<ProviderDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    test.reset()
    saving.reset()
  }
  const { problems, failure } = toldInForm(saving.error ?? test.error, shownPaths)
  return (
    <Page
      title="New provider"
      description="A connection to Amazon Bedrock in one AWS account and one region."
      above={<TextLink to="/providers">Providers</TextLink>}
    >
      <form onSubmit={saving.submit}>
        <Stack gap="lg" maw={820}>
          <ProviderFields draft={draft} problems={problems} onChange={change} saved={false} />
          {failure !== null && <Failure error={failure} />}
          {test.data && (
            <Card>
              <ConnectionTestView test={test.data} />
            </Card>
          )}
          <Group>
            <May do="createProvider" orSay>
              <Button type="submit" loading={saving.isPending}>
                Save provider
              </Button>
            </May>
            <May do="testNewProvider">
              <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                Test connection
              </Button>
            </May>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
