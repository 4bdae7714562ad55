import { Card, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionProps {
  readonly title: string
  readonly note?: string
  readonly children: ReactNode
}

/** A part of a long form. */
export function Section({ title, note, children }: SectionProps) {
  return (
    <Card component="section" aria-label={title} style={{ overflow: 'visible' }}>
      <Stack>
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          {note && (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  )
}
