import { Card, Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface ProfileCardProps {
  readonly title: string
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** A part of what is known of a visitor. */
export function ProfileCard({ title, beside, children }: ProfileCardProps) {
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {title}
          </Title>
          {beside}
        </Group>
        {children}
      </Stack>
    </Card>
  )
}
