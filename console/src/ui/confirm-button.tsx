import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Failure } from './failure.tsx'

interface ConfirmButtonProps {
  readonly label: string
  readonly title: string
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode
  readonly onConfirm: () => Promise<unknown>
  readonly pending: boolean
  readonly error: unknown
  readonly variant?: 'light' | 'subtle'
  /** Small, and named by its title: what it is about is beside it only for those who see it. */
  readonly inRow?: boolean
}

/** A button for what cannot be undone: it asks first, and keeps asking when it failed. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [opened, { open, close }] = useDisclosure(false)
  const { variant = 'light', inRow = false } = props
  const confirm = async () => {
    try {
      await props.onConfirm()
      close()
    } catch {
      // The failure is in `error`, and the dialog shows it.
    }
  }
  return (
    <>
      <Button
        color="red"
        variant={inRow ? 'subtle' : variant}
        size={inRow ? 'xs' : 'sm'}
        aria-label={inRow ? props.title.replace(/\?$/, '') : undefined}
        onClick={open}
      >
        {props.label}
      </Button>
      <Modal opened={opened} onClose={close} title={props.title}>
        <Stack>
          <Text size="sm" component="div">
            {props.children}
          </Text>
          {props.error !== null && <Failure error={props.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Back
            </Button>
            <Button color="red" loading={props.pending} onClick={() => void confirm()}>
              {props.label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
