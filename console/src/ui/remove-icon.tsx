import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { keepingFocus } from './keeping-focus.ts'

interface RemoveIconProps extends Pick<ActionIconProps, 'size' | 'mb' | 'mt' | 'disabled'> {
  /** What it takes away, such as "Remove comparison 1". */
  readonly label: string
  readonly onClick: () => void
}

/** Takes one of several away from what is being written. */
export function RemoveIcon({ label, onClick, ...rest }: RemoveIconProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="red"
      aria-label={label}
      onClick={() => keepingFocus(onClick)}
      {...rest}
    >
      <IconTrash size={16} />
    </ActionIcon>
  )
}
