import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

interface FilterTextProps {
  readonly label: string
  readonly value: string | undefined
  /** Called with undefined when the filter is empty. */
  readonly onChange: (value: string | undefined) => void
  readonly placeholder?: string
}

/** A text filter that waits until the typing pauses. */
export function FilterText({ label, value = '', onChange, placeholder }: FilterTextProps) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  // The address changed by other means, such as Back: show what it says. What was typed here it says
  // without spaces around it, which may be the beginning of another word.
  if (seen !== value) {
    setSeen(value)
    if (value !== text.trim()) setText(value)
  }
  const settle = useDebouncedCallback((typed: string) => {
    onChange(typed.trim() === '' ? undefined : typed.trim())
  }, 350)
  return (
    <TextInput
      label={label}
      size="xs"
      w={{ base: 'calc(50% - 6px)', sm: 176 }}
      placeholder={placeholder}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        settle(event.currentTarget.value)
      }}
    />
  )
}
