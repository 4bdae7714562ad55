import { Stack, type MantineSpacing } from '@mantine/core'
import type { ReactNode } from 'react'

interface PlainListProps {
  /** What it is a list of, where nothing beside it says so. */
  readonly label?: string
  /** Whether its order says something. */
  readonly ordered?: boolean
  readonly gap?: MantineSpacing
  /** Elements that are `li`. */
  readonly children: ReactNode
}

/** A list without marks: its entries one below the other. */
export const PlainList = ({ label, ordered = false, gap = 6, children }: PlainListProps) => (
  <Stack
    component={ordered ? 'ol' : 'ul'}
    aria-label={label}
    gap={gap}
    m={0}
    p={0}
    style={{ listStyle: 'none' }}
  >
    {children}
  </Stack>
)
