import { Box, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export type Fact = readonly [name: string, value: ReactNode]

/** Names and values, side by side as far as there is room. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <SimpleGrid
      component="dl"
      type="container"
      cols={{ base: 2, '560px': 3, '880px': 4 }}
      spacing="md"
      m={0}
    >
      {facts.map(([name, value]) => (
        <Box key={name} miw={0}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  )
}
