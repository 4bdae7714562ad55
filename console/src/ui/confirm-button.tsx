import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { Failure } from './failure.tsx'
import type { Operation } from './operation.ts'
import { useMay } from './use-may.ts'

interface ConfirmButtonProps<Done> {
  /** What it does; it is there for those who may. */
  readonly operation: Operation
  readonly label: string
  readonly title: string
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode
  readonly onConfirm: () => Promise<Done>
  /** How the keys of the queries begin that are out of date afterwards. */
  readonly changes: readonly string[]
  /**
   * Comes before what is out of date is asked for again: a page of what is gone can be left. It does
   * not come when that page was left before it was done.
   */
  readonly onDone?: (done: Done) => Promise<void> | void
  readonly variant?: 'light' | 'subtle'
  /** Small, and named by its title: what it is about is beside it only for those who see it. */
  readonly inRow?: boolean
}

/** A button for what cannot be undone: it asks first, and keeps asking when it failed. */
export function ConfirmButton<Done>(props: ConfirmButtonProps<Done>) {
  const { label, title, children, onConfirm, changes, onDone, variant = 'light' } = props
  const { inRow = false } = props
  const may = useMay(props.operation)
  const client = useQueryClient()
  const [opened, { open, close }] = useDisclosure(false)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: onConfirm,
    onSuccess: async (done) => {
      if (isHere.current) await onDone?.(done)
      close()
      await client.invalidateQueries({ queryKey: changes })
    },
  })
  const ask = () => {
    if (!isPending) reset()
    open()
  }
  if (!may) return null
  return (
    <>
      <Button
        color="red"
        variant={inRow ? 'subtle' : variant}
        size={inRow ? 'xs' : 'sm'}
        aria-label={inRow ? title.replace(/\?$/, '') : undefined}
        onClick={ask}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title}>
        <Stack>
          <Text size="sm" component="div">
            {children}
          </Text>
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Back
            </Button>
            <Button color="red" loading={isPending} onClick={() => mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
