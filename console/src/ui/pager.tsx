import { Group } from '@mantine/core'
import { IconChevronRight, IconChevronsLeft } from '@tabler/icons-react'
import { ButtonLink } from './links.tsx'

/** What the way back to the first page and the way on are called. */
export interface PagerWords {
  readonly first: string
  readonly next: string
}

interface PagerProps {
  readonly cursor: string | undefined
  readonly next: string | null
  readonly words?: PagerWords | undefined
}

const byTime: PagerWords = { first: 'Newest', next: 'Older' }

/** Pages live in the address, so the browser's own Back is "newer". */
export function Pager({ cursor, next, words = byTime }: PagerProps) {
  if (cursor === undefined && next === null) return null
  return (
    <Group justify="flex-end" component="nav" aria-label="Pages">
      {cursor !== undefined && (
        <ButtonLink
          variant="default"
          size="xs"
          to="."
          search={(before) => ({ ...before, cursor: undefined })}
          leftSection={<IconChevronsLeft size={14} />}
        >
          {words.first}
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink
          variant="default"
          size="xs"
          to="."
          search={(before) => ({ ...before, cursor: next })}
          rightSection={<IconChevronRight size={14} />}
        >
          {words.next}
        </ButtonLink>
      )}
    </Group>
  )
}
