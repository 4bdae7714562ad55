import { Fieldset, Group, Input, Stack, Switch, Text } from '@mantine/core'
import { AddButton } from '../../../ui/add-button.tsx'
import { words } from '../../../ui/format.ts'
import { RemoveIcon } from '../../../ui/remove-icon.tsx'
import { GuardrailChoice } from '../guardrail-choice.tsx'
import { findingAt, findingsUnder } from '../findings.ts'
import { ModelField } from '../model-field.tsx'
import { PromptEditor } from '../prompt-editor.tsx'
import type { FieldProps } from './field-props.ts'
import type { FieldSchema } from './field-schema.ts'
import { JsonField } from './json-field.tsx'
import { guardrailKind, guardrailOf } from './guardrail-kind.ts'
import { isAsked } from './is-asked.ts'
import { kindOfField } from './kind-of-field.ts'
import { blankObject } from './new-input.ts'
import { PlainField } from './plain-field.tsx'
import { AgentField, ProviderField } from './reference-field.tsx'

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

interface MembersProps extends Omit<FieldProps, 'onChange' | 'name' | 'isRequired'> {
  readonly onChange: (value: Record<string, unknown>) => void
  /** Members that are shown elsewhere. */
  readonly without?: readonly string[]
}

/** Every member of an object, one below the other. */
export function Members({ path, schema, value, onChange, context, without = [] }: MembersProps) {
  const record = recordOf(value)
  const members = Object.entries<FieldSchema>(schema.properties ?? {})
  return members
    .filter(([name]) => !without.includes(name) && isAsked(name, schema, record))
    .map(([name, member]) => (
      <AnyField
        key={name}
        name={name}
        path={`${path}.${name}`}
        schema={member}
        isRequired={schema.required?.includes(name) ?? false}
        value={record[name]}
        onChange={(next) => onChange({ ...record, [name]: next })}
        context={context}
      />
    ))
}

/** Templates of a line or two. */
const shortTemplates: ReadonlySet<string> = new Set(['answer', 'value', 'record_key'])

/** An object inside of the input; one that can be left out is switched on first. */
function ObjectField(props: FieldProps) {
  const { name, schema, isRequired, value, onChange } = props
  const title = schema.title ?? words(name)
  const isOptional = !isRequired && schema.default === undefined
  const isThere = value !== undefined && value !== null
  if (!isOptional) {
    return (
      <Fieldset legend={title}>
        <Stack>
          {schema.description && <Description text={schema.description} />}
          <Members {...props} />
        </Stack>
      </Fieldset>
    )
  }
  return (
    <Stack>
      <Switch
        label={title}
        description={schema.description}
        checked={isThere}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? blankObject(schema) : undefined)
        }
      />
      {isThere && (
        <Stack pl="md" role="group" aria-label={title}>
          <Members {...props} />
        </Stack>
      )}
    </Stack>
  )
}

/** A list of objects: one group of fields for each. */
function RowsField({ name, path, schema, value, onChange, context }: FieldProps) {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const { items = {} } = schema
  const title = schema.title ?? words(name)
  const finding = findingAt(context.findings, path)
  return (
    <Fieldset legend={title}>
      <Stack>
        {schema.description && <Description text={schema.description} />}
        {rows.map((row, index) => (
          <Group key={index} align="flex-start" wrap="nowrap">
            <Stack flex={1} gap="xs" role="group" aria-label={`${title} ${index + 1}`}>
              <Members
                path={`${path}.${index}`}
                schema={items}
                value={row}
                onChange={(next) => onChange(rows.with(index, next))}
                context={context}
              />
            </Stack>
            <RemoveIcon
              size="lg"
              mt={24}
              label={`Remove ${title} ${index + 1}`}
              onClick={() => onChange(rows.toSpliced(index, 1))}
            />
          </Group>
        ))}
        {finding && <Input.Error>{finding}</Input.Error>}
        <AddButton
          label={`Add to ${title.toLowerCase()}`}
          onClick={() => onChange([...rows, blankObject(items)])}
        />
      </Stack>
    </Fieldset>
  )
}

function Description({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  )
}

/** The control for one member of an input, whatever it is. */
function AnyField(props: FieldProps) {
  const { name, path, schema, value, onChange, context } = props
  const error = findingsUnder(context.findings, path)[0]?.message
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds are plain fields
  switch (kindOfField(name, schema)) {
    case 'provider':
      return <ProviderField {...props} />
    case 'agent':
      return <AgentField {...props} />
    case 'model':
      return (
        <ModelField
          providerId={context.providerId}
          value={typeof value === 'string' ? value : ''}
          error={error}
          onChange={onChange}
        />
      )
    case 'template':
      // An object whose texts are templates stays one: as text its values would lose their quotes.
      if (typeof value === 'object' && value !== null) return <JsonField {...props} />
      return (
        <PromptEditor
          label={schema.title ?? words(name)}
          description={schema.description}
          minHeight={shortTemplates.has(name) ? '60px' : '220px'}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          error={error}
          variables={context.variables}
          unknown={context.unknown}
        />
      )
    case 'guardrail':
      return (
        <GuardrailChoice
          value={guardrailKind(value)}
          hasService={context.hasService}
          onChange={(kind) => onChange(guardrailOf(kind, schema, context.hasService))}
        >
          <Members {...props} />
        </GuardrailChoice>
      )
    case 'object':
      return <ObjectField {...props} />
    case 'rows':
      return <RowsField {...props} />
    case 'json':
    case 'parameters':
      return <JsonField {...props} />
    default:
      return <PlainField {...props} />
  }
}
