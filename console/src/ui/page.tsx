import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'

interface PageProps {
  readonly title: string
  readonly description?: ReactNode
  /** Shown above the title: where this page belongs. */
  readonly above?: ReactNode
  /** Shown beside the title, such as a state. */
  readonly beside?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** Before the first page, the browser's own focus is right; afterwards a new page must announce itself. */
let arrived = false

/** The frame of every page: names the document, and gives the title the focus on arrival. */
export function Page({ title, description, above, beside, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Outcrop`
    if (arrived) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [title])
  return (
    <Stack gap="lg">
      <Box>
        {above && <Box mb={6}>{above}</Box>}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="sm" align="center" wrap="wrap" miw={0}>
            <Title
              order={1}
              size="h2"
              ref={heading}
              tabIndex={-1}
              style={{ wordBreak: 'break-word' }}
            >
              {title}
            </Title>
            {beside}
          </Group>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {description && (
          <Text c="dimmed" mt={actions ? { base: 'xs', sm: 4 } : 4} maw={760}>
            {description}
          </Text>
        )}
      </Box>
      {children}
    </Stack>
  )
}
