import type { Attribute } from '@outcrop/contract'
import { Select, type SelectProps } from '@mantine/core'
import { attributeTitle } from './attribute-title.ts'

interface AttributeSelectProps extends Pick<
  SelectProps,
  'label' | 'aria-label' | 'flex' | 'required'
> {
  readonly attributes: readonly Pick<Attribute, 'name' | 'title'>[]
  readonly value: string
  readonly onChange: (name: string) => void
}

/** A choice of attribute by title or name. One that is not there any more is still shown. */
export function AttributeSelect({ attributes, value, onChange, ...rest }: AttributeSelectProps) {
  // Several streams may have an attribute of the same name.
  const titles = new Map(attributes.map((one) => [one.name, attributeTitle(one)]))
  const known = [...titles].map(([name, title]) => ({ value: name, label: title }))
  const isKnown = value === '' || known.some((one) => one.value === value)
  return (
    <Select
      {...rest}
      placeholder="Choose an attribute"
      searchable
      allowDeselect={false}
      nothingFoundMessage="No attribute has this name"
      data={isKnown ? known : [...known, { value, label: `${value} (not there)` }]}
      value={value === '' ? null : value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
