import type { Provider, ProviderKey } from '@outcrop/contract'
import { Badge, Button, Card, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { ConnectionTestView } from './connection-test-view.tsx'
import { May } from '../../ui/may.tsx'

/** The access keys of a provider with their ages, and the way from one to the next. */
export function KeysCard({ provider }: { readonly provider: Provider }) {
  const { keys } = provider
  if (keys.length === 0) return null
  const spare = keys.find(({ in_use }) => !in_use)
  const inUse = keys.find(({ in_use }) => in_use)
  return (
    <Card>
      <Stack>
        <Text fw={600}>Access keys</Text>
        {keys.map((key) => (
          <KeyLine key={key.access_key_id} shown={key} />
        ))}
        {spare ? (
          <SpareKey id={provider.id} spare={spare} inUse={inUse} />
        ) : (
          <May do="addProviderKey">
            <NewKey id={provider.id} />
          </May>
        )}
      </Stack>
    </Card>
  )
}

function KeyLine({ shown }: { readonly shown: ProviderKey }) {
  const { access_key_id, in_use, age_days, is_old } = shown
  return (
    <Group gap="sm">
      <Text size="sm" ff="monospace">
        {access_key_id}
      </Text>
      <Badge color={in_use ? 'lichen' : 'gray'}>{in_use ? 'In use' : 'Not in use'}</Badge>
      <Text size="sm" {...(is_old ? { fw: 600 } : { c: 'dimmed' })}>
        {ageOf(age_days)}
        {is_old && ': AWS advises to replace it'}
      </Text>
    </Group>
  )
}

function ageOf(days: number): string {
  if (days === 0) return 'Entered today'
  return days === 1 ? '1 day old' : `${days} days old`
}

/** Does something with the keys, and shows what has become of the provider. */
function useKeyChange(work: () => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: ['providers'] }),
  })
}

interface SpareKeyProps {
  readonly id: string
  readonly spare: ProviderKey
  readonly inUse: ProviderKey | undefined
}

function SpareKey({ id, spare, inUse }: SpareKeyProps) {
  const params = { id, key: spare.access_key_id }
  const test = useKeyChange(() => api.testProviderKey({ params }))
  const use = useKeyChange(() => api.useProviderKey({ params }))
  const error = test.error ?? use.error
  return (
    <Stack>
      <Group>
        <May do="testProviderKey">
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            Test {spare.access_key_id}
          </Button>
        </May>
        <May do="useProviderKey">
          <Button
            disabled={!spare.last_test?.ok}
            loading={use.isPending}
            onClick={() => use.mutate()}
          >
            Use it
          </Button>
        </May>
        <ConfirmButton
          operation="removeProviderKey"
          label="Remove it"
          title={`Remove ${spare.access_key_id}?`}
          onConfirm={() => api.removeProviderKey({ params })}
          changes={['providers']}
        >
          Outcrop forgets this key and its secret. In IAM it stays until it is deleted there. This
          cannot be undone.
        </ConfirmButton>
      </Group>
      <Text size="sm" c="dimmed" maw={560}>
        {whatIsNext(spare, inUse)}
      </Text>
      {error && <Failure error={error} />}
      {spare.last_test && <ConnectionTestView test={spare.last_test} subject="This key" isBrief />}
    </Stack>
  )
}

function whatIsNext(spare: ProviderKey, inUse: ProviderKey | undefined): string {
  if (inUse && spare.entered_at < inUse.entered_at) return `Calls go out with ${inUse.access_key_id}. When you are content, remove this key here, then deactivate and delete it in IAM.` // prettier-ignore
  if (!spare.last_test?.ok) return 'Once it has passed its test it can be used.'
  return 'Nothing uses it yet. Once it is used, calls that are on their way end with the old key and all others take this one.'
}

const nothing = { access_key_id: '', secret_access_key: '' }

function NewKey({ id }: { readonly id: string }) {
  const [given, setGiven] = useState(nothing)
  const adding = useSaving({
    save: () => api.addProviderKey({ params: { id }, body: given }),
    shown: ['access_key_id', 'secret_access_key'],
    changes: ['providers'],
  })
  return (
    <form onSubmit={adding.submit}>
      <Stack>
        <Text size="sm" c="dimmed" maw={560}>
          To replace the key, make a second one in IAM and enter it here. Both work until you have
          tested the new one, use it, and remove the old one.
        </Text>
        <Group align="start">
          <TextInput
            label="New access key id"
            required
            autoComplete="off"
            value={given.access_key_id}
            error={adding.problems['access_key_id']}
            onChange={({ currentTarget: { value } }) =>
              setGiven((before) => ({ ...before, access_key_id: value }))
            }
          />
          <PasswordInput
            label="Its secret access key"
            required
            autoComplete="off"
            w={320}
            value={given.secret_access_key}
            error={adding.problems['secret_access_key']}
            onChange={({ currentTarget: { value } }) =>
              setGiven((before) => ({ ...before, secret_access_key: value }))
            }
          />
        </Group>
        {adding.failure !== null && <Failure error={adding.failure} />}
        <Group>
          <Button type="submit" variant="default" loading={adding.isPending}>
            Enter a second key
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
