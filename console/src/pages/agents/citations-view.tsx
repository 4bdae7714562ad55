import type { Citation } from '@outcrop/contract'
import { Code, Spoiler, Stack, Text } from '@mantine/core'

/** Where an answer comes from. */
export function CitationsView({ citations }: { readonly citations: readonly Citation[] }) {
  const sources = citations.flatMap((citation) => citation.sources)
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Sources">
      {sources.map(({ location, excerpt }, index) => (
        // The same passage may be cited twice; its place is its name.
        <li key={`${index} ${location ?? ''}`}>
          <Code style={{ overflowWrap: 'anywhere' }}>{location ?? 'A source without address'}</Code>
          <Spoiler
            maxHeight={51}
            showLabel="Show all"
            hideLabel="Show less"
            mt={4}
            styles={{ control: { fontSize: 'var(--mantine-font-size-xs)' } }}
          >
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {excerpt}
            </Text>
          </Spoiler>
        </li>
      ))}
    </Stack>
  )
}
