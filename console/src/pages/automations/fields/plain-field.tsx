import { Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { NumberField } from '../../../ui/number-field.tsx'
import { words } from '../../../ui/format.ts'
import { findingsUnder } from '../findings.ts'
import type { FieldProps } from './field-props.ts'
import { kindOfField } from './kind-of-field.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A text, a number, a choice, a switch or a list of texts. */
export function PlainField({ name, path, schema, isRequired, value, ...props }: FieldProps) {
  const { onChange, context } = props
  const common = {
    label: schema.title ?? words(name),
    description: schema.description,
    error: findingsUnder(context.findings, path)[0]?.message,
  }
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- anything else is a line of text
  switch (kindOfField(name, schema)) {
    case 'switch':
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <NumberField
          {...common}
          required={isRequired}
          placeholder={isRequired ? '' : 'default'}
          {...(schema.minimum !== undefined && { min: schema.minimum })}
          {...(schema.maximum !== undefined && { max: schema.maximum })}
          allowDecimal={schema.type === 'number'}
          value={typeof value === 'number' ? value : undefined}
          onChange={onChange}
          onClear={() => onChange(undefined)}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          required={isRequired}
          allowDeselect={!isRequired}
          data={(schema.enum ?? []).map((one) => ({ value: one, label: words(one) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )
    case 'tags':
      return (
        <TagsInput
          {...common}
          splitChars={[]}
          value={Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []}
          onChange={(next) => onChange(next.length === 0 && !isRequired ? undefined : next)}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          required={isRequired}
          value={textOf(value)}
          onChange={({ currentTarget: { value: next } }) =>
            onChange(next === '' && !isRequired ? undefined : next)
          }
        />
      )
  }
}
