import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

interface NumberFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'onBlur'> {
  readonly value: number | null | undefined
  readonly onChange: (value: number) => void
  /** Where it may be left empty. Elsewhere an emptied field gets its number back, or asks for one when it is required. */
  readonly onClear?: () => void
}

/** A number. It is never corrected behind one's back: what does not fit is said when it is checked or saved. */
export function NumberField({ value, onChange, onClear, ...rest }: NumberFieldProps) {
  // Nothing, a minus or "0." is no other number yet, and must not vanish while it is typed.
  const [unfinished, setUnfinished] = useState<string | null>(null)
  const type = (next: string | number) => {
    const isNumber = next !== '' && !Number.isNaN(Number(next))
    if (next === '') onClear?.()
    if (isNumber) onChange(Number(next))
    const isWhole = typeof next === 'number' || (next === '' && onClear !== undefined)
    setUnfinished(isWhole ? null : next)
  }
  return (
    <NumberInput
      clampBehavior="none"
      {...(rest.min !== undefined && rest.min >= 0 && { allowNegative: false })}
      {...rest}
      value={unfinished ?? value ?? ''}
      onChange={type}
      onBlur={() => {
        if (unfinished !== '' || rest.required !== true) setUnfinished(null)
      }}
    />
  )
}
