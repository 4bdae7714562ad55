import { Badge } from '@mantine/core'
import type { Connection } from './live-state.ts'

const shown: Record<Connection, { readonly color: string; readonly text: string }> = {
  connecting: { color: 'gray', text: 'Connecting' },
  open: { color: 'lichen', text: 'Live' },
  broken: { color: 'orange', text: 'Connecting again' },
  refused: { color: 'red', text: 'Not connected' },
  ended: { color: 'gray', text: 'Ended' },
}

/** Whether lines arrive as they happen. */
export function ConnectionBadge({ connection }: { readonly connection: Connection }) {
  const { color, text } = shown[connection]
  return (
    <Badge color={color} role="status" miw={116}>
      {text}
    </Badge>
  )
}
