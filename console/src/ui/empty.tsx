import { Card, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyProps {
  readonly icon: Icon
  readonly title: string
  /** What this list is for, and what to do next. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** An empty list is a beginning: it says what to do next. */
export function Empty({ icon: Symbol, title, children, action }: EmptyProps) {
  return (
    <Card py={48}>
      <Stack align="center" gap="sm" ta="center">
        <ThemeIcon size={48} radius="xl" variant="light">
          <Symbol size={26} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" maw={480} component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Card>
  )
}
