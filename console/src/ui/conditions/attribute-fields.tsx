import type { ValueScope } from '@outcrop/contract'
import { Select } from '@mantine/core'
import { AttributeNameFields, type AttributeChoices } from './attribute-name-fields.tsx'
import type { Asked } from './edit-comparison.ts'

interface AttributeFieldsProps {
  readonly choices: AttributeChoices
  readonly scopes: readonly ValueScope[]
  readonly value: Asked
  readonly onChange: (value: Asked) => void
}

const scopeLabels = { visitor: 'Visitor', visit: 'Visit', event: 'Event' } as const

/** The choice of an attribute: where it is kept, then which one. */
export function AttributeFields({ choices, scopes, value, onChange }: AttributeFieldsProps) {
  return (
    <>
      <Select
        aria-label="Scope"
        w={100}
        allowDeselect={false}
        data={scopes.map((one) => ({ value: one, label: scopeLabels[one] }))}
        value={value.scope}
        onChange={(chosen) => {
          const next = scopes.find((one) => one === chosen)
          if (next && next !== value.scope) onChange({ scope: next, attribute: '' })
        }}
      />
      <AttributeNameFields choices={choices} value={value} onChange={onChange} />
    </>
  )
}
