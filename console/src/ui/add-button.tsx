import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'

interface AddButtonProps {
  /** What it adds, such as "Add share". */
  readonly label: string
  readonly disabled?: boolean
  readonly onClick: () => void
}

/** Adds one more at the end of a list that is being written. */
export function AddButton({ label, disabled = false, onClick }: AddButtonProps) {
  return (
    <Group>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlus size={14} />}
        disabled={disabled}
        onClick={onClick}
      >
        {label}
      </Button>
    </Group>
  )
}
