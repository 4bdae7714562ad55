import type { AwsWords } from '@outcrop/contract'
import { Code, Paper, Stack, Text } from '@mantine/core'

/** AWS's own words, marked as such. */
export function AwsSays({ words }: { readonly words: AwsWords }) {
  const facts = [
    words.code,
    words.status === null ? null : `HTTP ${words.status}`,
    words.request_id === null ? null : `request ${words.request_id}`,
  ].filter((fact) => fact !== null)
  return (
    <Paper withBorder p="sm" component="figure" m={0}>
      <Stack gap={6}>
        <Text size="xs" fw={600} component="figcaption">
          What AWS says
        </Text>
        <Text size="sm" component="blockquote" m={0} style={{ overflowWrap: 'anywhere' }}>
          {words.message === '' ? 'No message.' : words.message}
        </Text>
        <Code style={{ alignSelf: 'flex-start', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {facts.join(' · ')}
        </Code>
      </Stack>
    </Paper>
  )
}
