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
  readonly size?: 'xs' | 'sm'
  readonly variant?: 'light' | 'subtle'
}

/** A button for what cannot be undone: it asks first, and keeps asking when it failed. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [opened, { open, close }] = useDisclosure(false)
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
        variant={props.variant ?? 'light'}
        color="red"
        size={props.size ?? 'sm'}
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
