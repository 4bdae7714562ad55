import { Group } from '@mantine/core'
import { IconChevronRight, IconChevronsLeft } from '@tabler/icons-react'
import { ButtonLink } from './links.tsx'

interface PagerProps {
  readonly cursor: string | undefined
  readonly next: string | null
}

/** Pages live in the address, so the browser's own Back is "newer". */
export function Pager({ cursor, next }: PagerProps) {
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
          Newest
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
          Older
        </ButtonLink>
      )}
    </Group>
  )
}
