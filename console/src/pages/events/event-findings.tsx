import { describeFinding, type Event } from '@outcrop/contract'
import { Alert, List } from '@mantine/core'
import { verdictColors } from '../../ui/verdict-colors.ts'

/** What keeps an event from being valid; nothing when nothing does. */
export function EventFindings({ specification }: Pick<Event, 'specification'>) {
  if (!specification || specification.findings.length === 0) return null
  const title = specification.verdict === 'invalid' ? 'This event is invalid' : 'This event is not quite as specified' // prettier-ignore
  return (
    <Alert color={verdictColors[specification.verdict]} role="note" title={title}>
      <List size="sm">
        {specification.findings.map((finding) => (
          <List.Item key={`${finding.fault} ${finding.attribute}`}>
            {describeFinding(finding)}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
