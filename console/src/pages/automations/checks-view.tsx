import type { Finding } from '@outcrop/contract'
import { Alert, Code, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

/** Everything that keeps the definition from being published, in one place. */
export function ChecksView({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return (
      <Alert color="lichen" icon={<IconCheck />} title="Ready to publish">
        The check found nothing.
      </Alert>
    )
  }
  return (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {findings.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <Text size="sm">{message}</Text>
          <Code>{path}</Code>
        </li>
      ))}
    </Stack>
  )
}
