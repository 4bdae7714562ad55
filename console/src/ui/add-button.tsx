import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'

interface AddButtonProps {
  /** What it adds, such as "Add share". */
  readonly label: string
  readonly variant?: 'light' | 'subtle'
  readonly disabled?: boolean
  readonly onClick: () => void
}

/** Adds one more at the end of a list that is being written. */
export function AddButton({ label, variant = 'light', disabled = false, onClick }: AddButtonProps) {
  return (
    <Button
      size="xs"
      variant={variant}
      leftSection={<IconPlus size={14} />}
      disabled={disabled}
      style={{ alignSelf: 'flex-start' }}
      onClick={onClick}
    >
      {label}
    </Button>
  )
}
