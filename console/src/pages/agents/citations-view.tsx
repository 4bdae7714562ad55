import type { Citation } from '@outcrop/contract'
import { Code, Spoiler, Text } from '@mantine/core'
import { PlainList } from '../../ui/plain-list.tsx'

/** Where an answer comes from. */
export function CitationsView({ citations }: { readonly citations: readonly Citation[] }) {
  const sources = citations.flatMap((citation) => citation.sources)
  return (
    <PlainList label="Sources">
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
    </PlainList>
  )
}
