import type { Attribute } from '@outcrop/contract'
import { Autocomplete, TextInput } from '@mantine/core'
import { AttributeSelect } from '../attribute-select.tsx'
import type { Asked } from './edit-comparison.ts'
import { findAsked } from './fitting-operators.ts'

/** What conditions and sources can be about. */
export interface AttributeChoices {
  /** Attributes of visitor and visit. */
  readonly attributes: readonly Attribute[]
  /** Attributes that recent events have. */
  readonly eventAttributes: readonly string[]
}

interface AttributeNameFieldsProps {
  readonly choices: AttributeChoices
  readonly value: Asked
  readonly onChange: (value: Asked) => void
}

/** Which attribute of a scope, and of a tally perhaps one key. */
export function AttributeNameFields({ choices, value, onChange }: AttributeNameFieldsProps) {
  const { scope, attribute, key } = value
  const { attributes, eventAttributes } = choices
  const isTally = findAsked(value, attributes)?.type === 'tally'
  return (
    <>
      {scope === 'event' ? (
        <Autocomplete
          aria-label="Attribute"
          placeholder="Attribute, such as order_total"
          required
          flex="1 1 180px"
          data={[...eventAttributes]}
          value={attribute}
          onChange={(name) => onChange({ scope, attribute: name })}
          maxLength={250}
        />
      ) : (
        <AttributeSelect
          aria-label="Attribute"
          required
          flex="1 1 180px"
          attributes={attributes.filter((one) => one.scope === scope)}
          value={attribute}
          onChange={(name) => onChange({ scope, attribute: name })}
        />
      )}
      {(isTally || key !== undefined) && (
        <TextInput
          aria-label="Key of the tally"
          placeholder="Key, or the whole tally"
          w={170}
          value={key ?? ''}
          onChange={({ currentTarget: { value: text } }) =>
            onChange({ scope, attribute, ...(text !== '' && { key: text }) })
          }
          maxLength={250}
        />
      )}
    </>
  )
}
