import { Modal } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Whether a click beside it closes it, too. */
  readonly closeOnClickOutside?: boolean
  readonly children: ReactNode
}

/** A dialog that exists only while it is open. When it goes, the focus returns to what had it before. */
export function Dialog({ title, onClose, closeOnClickOutside = true, children }: DialogProps) {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
    [before],
  )
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={closeOnClickOutside}>
      {children}
    </Modal>
  )
}
