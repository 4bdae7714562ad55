import { Card, SimpleGrid, Text } from '@mantine/core'

interface FigureCardsProps {
  readonly figures: readonly {
    readonly name: string
    readonly value: string
    readonly note: string
  }[]
}

/** A few sums, large enough to be seen first. */
export function FigureCards({ figures }: FigureCardsProps) {
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      {figures.map(({ name, value, note }) => (
        <Card key={name} padding="md">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text
            fz={{ base: 21, sm: 28 }}
            fw={640}
            lh={1.3}
            style={{ fontVariantNumeric: 'tabular-nums' }}
          >
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}
