import { Box, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface SayingProps {
  readonly who: string
  readonly text: string
  readonly isAnswer?: boolean
  readonly children?: ReactNode
}

/** One thing that was said, and by whom. */
export function Saying({ who, text, isAnswer = false, children }: SayingProps) {
  return (
    <Box style={{ alignSelf: isAnswer ? 'stretch' : 'flex-end' }} maw="100%">
      <Text size="xs" c="dimmed" mb={4} ta={isAnswer ? 'left' : 'right'}>
        {who}
      </Text>
      <Paper
        p={isAnswer ? 0 : 'sm'}
        radius="md"
        bg={isAnswer ? 'transparent' : 'var(--mantine-color-lichen-light)'}
      >
        {text !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        )}
        {children}
      </Paper>
    </Box>
  )
}
