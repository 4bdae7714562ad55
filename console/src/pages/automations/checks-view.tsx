import type { Finding } from '@outcrop/contract'
import { Alert, Code, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { PlainList } from '../../ui/plain-list.tsx'

interface ChecksViewProps {
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
}

/** Everything that keeps the definition from being published, in one place, and what else to know. */
export function ChecksView({ findings, notes }: ChecksViewProps) {
  return (
    <Stack>
      {findings.length === 0 ? (
        <Alert color="lichen" icon={<IconCheck />} title="Ready to publish">
          The check found nothing that keeps it from being published.
        </Alert>
      ) : (
        <Findings label="To be mended" findings={findings} />
      )}
      {notes.length > 0 && (
        <>
          <Text fw={600} size="sm">
            Good to know: this keeps nothing from being published
          </Text>
          <Findings label="Good to know" findings={notes} />
        </>
      )}
    </Stack>
  )
}

interface FindingsProps {
  readonly label: string
  readonly findings: readonly Finding[]
}

function Findings({ label, findings }: FindingsProps) {
  return (
    <PlainList gap="sm" label={label}>
      {findings.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <Text size="sm">{message}</Text>
          <Code>{path}</Code>
        </li>
      ))}
    </PlainList>
  )
}
