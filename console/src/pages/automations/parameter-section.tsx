import { Badge, Button, Group, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { AddButton } from '../../ui/add-button.tsx'
import { attributesQuery } from '../../queries.ts'
import type { Variable } from './complete-variables.ts'
import { CopyMappings } from './copy-mappings.tsx'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingsUnder } from './findings.ts'
import { ParameterRow } from './parameter-row.tsx'
import { defaultParameters, readPromptInput, type Parameter } from './prompt-input.ts'
import { Section } from './section.tsx'
import { useTriggerStream } from './use-trigger-stream.ts'
import { VisitorSwitches } from './visitor-switches.tsx'

interface DefaultRowsProps {
  readonly parameters: readonly Parameter[]
  readonly onOverride: (name: string) => void
}

function DefaultRows({ parameters, onOverride }: DefaultRowsProps) {
  return (
    <Stack gap={6}>
      {defaultParameters.map(({ name, source }) => {
        const replaced = parameters.some((parameter) => parameter.name === name)
        return (
          <Group key={name} gap="sm" wrap="wrap">
            <Text size="sm" ff="monospace" miw={170} td={replaced ? 'line-through' : 'none'}>
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {source}
            </Text>
            {replaced ? (
              <Badge color="yellow">replaced below</Badge>
            ) : (
              <Button size="compact-xs" variant="subtle" onClick={() => onOverride(name)}>
                Replace {name}
              </Button>
            )}
          </Group>
        )
      })}
    </Stack>
  )
}

interface ParameterSectionProps extends EditorPart {
  readonly title?: string | undefined
  readonly attributes: readonly string[]
  /** What parameters are on the chosen event or visitor. */
  readonly variables: readonly Variable[]
}

/** What the prompt may use beside the defaults. */
export function ParameterSection({
  attributes,
  variables,
  title = 'Prompt parameters',
  ...part
}: ParameterSectionProps) {
  const { definition, step, findings, onChange } = part
  const { parameters, add_event_payload } = readPromptInput(step.input)
  const kept = useQuery(attributesQuery(useTriggerStream(definition.trigger))).data?.items ?? []
  const set = (next: Parameter[]) => onChange(withInput(definition, { parameters: next }))
  const add = (name: string) => set([...parameters, { name, from: { attribute: '' } }])
  return (
    <Section
      title={title}
      note="Values that go by a name, such as {{ parameter }} in a template. Three are always there."
    >
      <DefaultRows parameters={parameters} onOverride={add} />
      {parameters.map((parameter, index) => (
        <ParameterRow
          key={index}
          parameter={parameter}
          attributes={attributes}
          kept={kept}
          shown={variables.find(({ name }) => name === parameter.name)?.value}
          finding={findingsUnder(findings, `steps.0.input.parameters.${index}`)[0]?.message}
          onChange={(changed) => set(parameters.with(index, changed))}
          onRemove={() => set(parameters.toSpliced(index, 1))}
        />
      ))}
      <Group>
        <AddButton label="Add parameter" onClick={() => add('')} />
        <CopyMappings parameters={parameters} ownName={definition.name} onChange={set} />
      </Group>
      <Switch
        label="Add event payload"
        description="Offers the whole event as {{ event_payload }}"
        checked={add_event_payload}
        onChange={(event) =>
          onChange(withInput(definition, { add_event_payload: event.currentTarget.checked }))
        }
      />
      <VisitorSwitches {...part} />
    </Section>
  )
}
