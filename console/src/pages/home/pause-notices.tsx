import { Alert, Stack, Text } from '@mantine/core'
import type { Provider } from '@outcrop/contract'
import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { allPausedTargetsQuery, providersQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'

/** Providers, and what AWS denies to them: their runs wait for somebody. */
export function PauseNotices() {
  const providers = useQuery({ ...providersQuery(), refetchInterval: 10_000 })
  const targets = useQuery({ ...allPausedTargetsQuery(), refetchInterval: 10_000 })
  const all = providers.data?.items ?? []
  const notices = [
    ...all.flatMap(({ id, name, pause }) => pause ? [{ id, provider: id, text: `“${name}”: ${pause.problem.title}. ${pause.problem.remedy}` }] : []), // prettier-ignore
    ...(targets.data?.items ?? []).map(({ id, provider_id, target, problem }) => ({ id, provider: provider_id, text: `${target} at “${nameOf(all, provider_id)}”: ${problem.title}. ${problem.remedy}` })), // prettier-ignore
  ]
  if (notices.length === 0) return null
  return (
    <Alert
      color="red"
      icon={<IconPlayerPause size={18} />}
      title="Runs wait: AWS refuses what they call"
    >
      <Stack gap="xs">
        {notices.map(({ id, provider, text }) => (
          <Text key={id} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text}{' '}
            <TextLink to="/providers/$id" params={{ id: provider }} size="sm">
              Open the provider
            </TextLink>
          </Text>
        ))}
      </Stack>
    </Alert>
  )
}

const nameOf = (providers: readonly Provider[], id: string): string =>
  providers.find((provider) => provider.id === id)?.name ?? id
