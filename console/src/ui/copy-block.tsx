import { Box, Code } from '@mantine/core'
import { CopyButton } from './copy-button.tsx'

interface CopyBlockProps {
  readonly text: string
  /** What the text is, such as "command". */
  readonly what: string
  /** In pixels; longer text scrolls. */
  readonly maxHeight?: number
}

/** Text to read and copy: a command, a prompt, an answer. */
export function CopyBlock({ text, what, maxHeight = 420 }: CopyBlockProps) {
  return (
    <Box pos="relative">
      <Code
        block
        tabIndex={0}
        role="region"
        aria-label={what}
        mah={maxHeight}
        pr={44}
        style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text}
      </Code>
      {/* Beside the scroll bar, not over it. */}
      <Box pos="absolute" top={6} right={16}>
        <CopyButton value={text} what={what} />
      </Box>
    </Box>
  )
}
