import { Alert, Group, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { heldQuery } from '../../held-queries.ts'
import { TextLink } from '../../ui/links.tsx'

interface VisitorHeldProps {
  readonly streamId: string
  readonly visitorId: string
}

/** Says that not everything is applied to a visitor; nothing where everything is. */
export function VisitorHeld({ streamId, visitorId }: VisitorHeldProps) {
  const filter = { stream_id: streamId, visitor_id: visitorId }
  const held = useQuery({ ...heldQuery({ ...filter, limit: 1 }), refetchInterval: 4_000 }).data
  const [newest] = held?.items ?? []
  if (!newest) return null
  return (
    <Alert color="yellow" icon={<IconHandStop size={18} />} title={newest.problem.title}>
      <Group gap="xs">
        <Text size="sm">Events or stitches of this visitor are held.</Text>
        <TextLink to="/held" search={filter} size="sm">
          Look at them
        </TextLink>
      </Group>
    </Alert>
  )
}
