import type { Comparison } from '@outcrop/contract'
import { Box, TagsInput, TextInput } from '@mantine/core'
import { listOf, numberOrText, type OperandKind } from './operator-kind.ts'

interface OperandInputProps {
  readonly kind: Exclude<OperandKind, 'age' | 'step'>
  readonly value: Comparison['value']
  readonly placeholder?: string
  readonly onChange: (value: Exclude<Comparison['value'], undefined>) => void
}

/** What an attribute is compared with. */
export function OperandInput({ kind, value, placeholder, onChange }: OperandInputProps) {
  const texts = listOf({ value })
  switch (kind) {
    case 'none':
      return <Box flex="1 1 180px" visibleFrom="sm" />
    case 'list':
      return (
        <TagsInput
          aria-label="Values"
          placeholder="Type a value, then Enter"
          flex="1 1 180px"
          value={texts}
          onChange={onChange}
          maxLength={1000}
        />
      )
    case 'number':
      return (
        <TextInput
          aria-label="Value"
          placeholder={placeholder ?? 'Number'}
          inputMode="decimal"
          flex="1 1 180px"
          value={texts[0] ?? ''}
          onChange={(event) => onChange(numberOrText(event.currentTarget.value))}
        />
      )
    case 'text':
      return (
        <TextInput
          aria-label="Value"
          placeholder={placeholder ?? 'Value'}
          flex="1 1 180px"
          value={texts[0] ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
          maxLength={1000}
        />
      )
  }
}
