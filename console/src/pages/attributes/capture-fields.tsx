import type { Capture } from '@outcrop/contract'
import { MultiSelect, TagsInput } from '@mantine/core'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { problemUnder } from '../../ui/field-problems.ts'
import type { ChangePart } from './change-part.ts'

interface CaptureFieldsProps extends Pick<ChangePart, 'choices' | 'problems' | 'path'> {
  readonly capture: readonly Capture[]
  readonly onChange: (capture: Capture[]) => void
}

type Kept = Exclude<Capture, string>

/** What an entry or a step keeps: attributes of the event, and of visitor and visit as they are then. */
export function CaptureFields({ capture, choices, problems, path, onChange }: CaptureFieldsProps) {
  const ofEvent = capture.filter((one) => typeof one === 'string')
  const kept = capture.filter((one): one is Kept => typeof one !== 'string')
  const fitting = choices.attributes.filter(({ type }) => type !== 'timeline' && type !== 'funnel')
  const names = kept.map(({ attribute }) => attribute)
  const gone = names.filter((name) => fitting.every((one) => one.name !== name))
  return (
    <>
      <TagsInput
        label="Event attributes to keep with it"
        placeholder="Type a name, then Enter"
        data={[...choices.eventAttributes]}
        value={ofEvent}
        error={problemUnder(problems, `${path}.capture`)}
        onChange={(next) => onChange([...next, ...kept])}
      />
      <MultiSelect
        label="Attributes of visitor and visit to keep with it"
        description="As they are at that moment"
        placeholder={names.length === 0 ? 'Choose attributes' : undefined}
        searchable
        data={[
          ...fitting.map((one) => ({ value: one.name, label: attributeTitle(one) })),
          ...gone.map((name) => ({ value: name, label: `${name} (not there)` })),
        ]}
        value={names}
        onChange={(chosen) => {
          const known = [...kept, ...fitting.map(({ name, scope }) => ({ scope, attribute: name }))]
          const next = chosen.flatMap((name) => known.find(({ attribute }) => attribute === name) ?? []) // prettier-ignore
          onChange([...ofEvent, ...next])
        }}
      />
    </>
  )
}
