import { Alert, Stack, Text } from '@mantine/core'
import type { ProblemDocument } from '@outcrop/contract'
import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { allPausedTargetsQuery, providersQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { whoActs } from '../../ui/who-acts.ts'

interface Notice {
  readonly id: string
  readonly subject: string
  readonly providerId: string
  readonly problem: ProblemDocument
}

/** Providers, and what AWS denies to them: their runs wait for somebody. */
export function PauseNotices() {
  const providers = useQuery({ ...providersQuery(), refetchInterval: 10_000 })
  const targets = useQuery({ ...allPausedTargetsQuery(), refetchInterval: 10_000 })
  const all = providers.data?.items ?? []
  const nameOf = (id: string) => `“${all.find((provider) => provider.id === id)?.name ?? id}”`
  const notices: Notice[] = [
    ...all.flatMap(({ id, pause }) =>
      pause ? [{ id, subject: nameOf(id), providerId: id, problem: pause.problem }] : [],
    ),
    ...(targets.data?.items ?? []).map(({ id, provider_id, target, problem }) => {
      return { id, subject: `${target} at ${nameOf(provider_id)}`, providerId: provider_id, problem } // prettier-ignore
    }),
  ]
  if (notices.length === 0) return null
  return (
    <Alert
      color="red"
      icon={<IconPlayerPause size={18} />}
      title="Runs wait: AWS refuses what they call"
    >
      <Stack gap="xs">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} {...notice} />
        ))}
      </Stack>
    </Alert>
  )
}

function NoticeLine({ subject, providerId, problem: { title, who, remedy } }: Notice) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <b>
        {subject}: {title}. {whoActs[who]}.
      </b>{' '}
      {remedy}{' '}
      <TextLink to="/providers/$id" params={{ id: providerId }} size="sm">
        Open the provider
      </TextLink>
    </Text>
  )
}
