import { Alert, Stack, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { heldQuery } from '../../held-queries.ts'
import { TextLink } from '../../ui/links.tsx'

/** Says that events or stitches wait for somebody; nothing while they do not. */
export function HeldNotice() {
  const held = useQuery({ ...heldQuery({ limit: 100 }), refetchInterval: 10_000 }).data
  if (!held || held.items.length === 0) return null
  const count = held.items.length
  const things = held.next === null ? `${count} ${count === 1 ? 'event or stitch waits' : 'events and stitches wait'}` : `More than ${count} events and stitches wait` // prettier-ignore
  const reasons = [...new Set(held.items.map(({ problem }) => problem.title))].join('. ')
  return (
    <Alert
      color="yellow"
      icon={<IconHandStop size={18} />}
      title="Events are held: they could not be applied"
    >
      <Stack gap={4}>
        <Text size="sm">{`${things}: ${reasons}. All others go on.`}</Text>
        <TextLink to="/held" search={{}} size="sm">
          Look at what is held
        </TextLink>
      </Stack>
    </Alert>
  )
}
