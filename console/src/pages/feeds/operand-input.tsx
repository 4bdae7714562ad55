import type { Comparison } from '@outcrop/contract'
import { Box, TagsInput, TextInput } from '@mantine/core'
import { listOf, numberOrText, operandKind } from './operator-kind.ts'

interface OperandInputProps {
  readonly comparison: Comparison
  readonly onChange: (comparison: Comparison) => void
}

/** What the attribute is compared with, as the operator demands. */
export function OperandInput({ comparison, onChange }: OperandInputProps) {
  const [text = ''] = listOf(comparison)
  switch (operandKind(comparison.operator)) {
    case 'none':
      return <Box flex="1 1 180px" visibleFrom="sm" />
    case 'list':
      return (
        <TagsInput
          aria-label="Values"
          placeholder="Type a value, then Enter"
          flex="1 1 180px"
          value={listOf(comparison)}
          onChange={(value) => onChange({ ...comparison, value })}
          maxLength={1000}
        />
      )
    case 'number':
      return (
        <TextInput
          aria-label="Value"
          placeholder="Number"
          inputMode="decimal"
          flex="1 1 180px"
          value={text}
          onChange={(event) =>
            onChange({ ...comparison, value: numberOrText(event.currentTarget.value) })
          }
        />
      )
    case 'text':
      return (
        <TextInput
          aria-label="Value"
          placeholder={comparison.operator === 'matches' ? 'Regular expression (RE2)' : 'Value'}
          flex="1 1 180px"
          value={text}
          onChange={(event) => onChange({ ...comparison, value: event.currentTarget.value })}
          maxLength={1000}
        />
      )
  }
}
