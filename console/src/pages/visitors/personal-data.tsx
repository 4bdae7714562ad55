import { routes, urlOf, type Erasure } from '@outcrop/contract'
import { Button, Card, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { counted } from '../../ui/format.ts'
import { ErasureProgress } from './erasure-progress.tsx'
import { May } from '../../ui/may.tsx'

interface PersonalDataProps {
  readonly streamId: string
  readonly visitorId: string
}

const pollMs = 500

/** Resolves when nothing of the visitor is kept any more; tells how far it is until then. */
async function erase(
  params: { stream_id: string; visitor_id: string },
  tell: (erasure: Erasure) => void,
): Promise<void> {
  let erasure = await api.eraseVisitor({ params })
  while (erasure.done_at === null) {
    tell(erasure)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    erasure = await api.getErasure({ params: { id: erasure.id } })
  }
  notifications.show({ message: `The visitor is erased, with ${counted(erasure.events, 'event')} and ${counted(erasure.runs, 'run')}.` }) // prettier-ignore
}

/** Hands out everything that is kept of a visitor, or erases it. */
export function PersonalData({ streamId, visitorId }: PersonalDataProps) {
  const navigate = useNavigate()
  const [underWay, setUnderWay] = useState<Erasure | null>(null)
  const params = { stream_id: streamId, visitor_id: visitorId }
  return (
    <Card component="section" aria-label="Personal data">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" maw={560}>
          Everything that is kept of this visitor, events, runs and answers included, as one JSON
          file; or erased for good.
        </Text>
        <Group gap="sm">
          <May do="exportVisitor">
            <Button
              component="a"
              variant="default"
              href={urlOf(routes.exportVisitor.path, { params })}
              download
            >
              Export visitor
            </Button>
          </May>
          <ConfirmButton
            operation="eraseVisitor"
            label="Erase visitor"
            title="Erase this visitor?"
            onConfirm={() => erase(params, setUnderWay)}
            // Lists of visitors, events, runs and traces held something of it.
            changes={[]}
            onDone={() => navigate({ to: '/visitors', search: { stream_id: streamId } })}
          >
            The visitor, its events, its runs with their answers, and its traces are removed, and
            what is running for it is cancelled. Events that arrive later make a new visitor. This
            cannot be undone. In a large event log it takes a while; it goes on when you leave.
            {underWay && <ErasureProgress erasure={underWay} />}
          </ConfirmButton>
        </Group>
      </Group>
    </Card>
  )
}
