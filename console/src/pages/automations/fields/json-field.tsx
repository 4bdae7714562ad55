import { words } from '../../../ui/format.ts'
import { findingsUnder } from '../findings.ts'
import { JsonValue } from '../json-value.tsx'
import type { FieldProps } from './field-props.ts'

/** Anything that has no control of its own. */
export function JsonField({ name, path, schema, value, onChange, context }: FieldProps) {
  return (
    <JsonValue
      label={schema.title ?? words(name)}
      description={schema.description}
      error={findingsUnder(context.findings, path)[0]?.message}
      path={path}
      value={value}
      onChange={onChange}
    />
  )
}
