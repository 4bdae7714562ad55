import { attributeScopes, attributeTypes, type NewAttribute } from '@outcrop/contract'
import { Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { without } from '../../ui/without.ts'
import { belongsToVisitor, withType } from './attribute-draft.ts'
import { typeLabels } from './change-labels.ts'

/** Where the problems of these fields are, as the server names them. */
export const identityPaths = [
  ...thingPaths,
  'title',
  'type',
  'scope',
  'steps',
  'keep_days',
] as const

interface IdentityFieldsProps {
  readonly draft: NewAttribute
  /** Values are kept under stream, name, scope and type: once it is saved they never change. */
  readonly isSaved: boolean
  readonly problems: FieldProblems
  readonly onChange: (draft: NewAttribute) => void
}

const scopes = [
  { value: 'visitor', label: 'The visitor: kept for good' },
  { value: 'visit', label: 'The visit: kept as long as it goes on' },
]
const types = attributeTypes.map((value) => ({ value, label: typeLabels[value] }))

/** What an attribute is called, and what it holds. */
export function IdentityFields({ draft, isSaved, problems, onChange }: IdentityFieldsProps) {
  return (
    <ThingFields
      draft={draft}
      problems={problems}
      isSaved={isSaved}
      name={{
        description: 'What conditions and templates call it. It never changes',
        placeholder: 'lifetime_value',
        maxLength: 100,
        neverChanges: true,
      }}
      onChange={(part) => onChange({ ...draft, ...part })}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Title"
          description="What people call it"
          placeholder="Lifetime value"
          maxLength={100}
          value={draft.title}
          error={problems['title']}
          onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
        />
        <Select
          label="Type"
          description="What it holds. It never changes"
          required
          allowDeselect={false}
          disabled={isSaved}
          data={types}
          value={draft.type}
          error={problems['type']}
          onChange={(chosen) => {
            const type = attributeTypes.find((one) => one === chosen)
            if (type && type !== draft.type) onChange(withType(draft, type))
          }}
        />
        <Select
          label="Belongs to"
          required
          allowDeselect={false}
          disabled={isSaved || belongsToVisitor(draft.type)}
          data={scopes}
          value={draft.scope}
          error={problems['scope']}
          onChange={(chosen) => {
            const scope = attributeScopes.find((one) => one === chosen)
            if (scope) onChange({ ...draft, scope })
          }}
        />
      </SimpleGrid>
      {draft.type === 'funnel' && (
        <TagsInput
          label="Steps, in order"
          withAsterisk
          placeholder="Type a step, then Enter"
          maxTags={20}
          value={draft.steps ?? []}
          error={problems['steps']}
          onChange={(steps) => onChange({ ...draft, steps })}
        />
      )}
      {draft.type === 'timeline' && (
        <NumberField
          label="Keep entries for, in days"
          placeholder="for good"
          min={1}
          max={3650}
          allowDecimal={false}
          value={draft.keep_days}
          error={problems['keep_days']}
          onChange={(keep_days) => onChange({ ...draft, keep_days })}
          onClear={() => onChange(without(draft, 'keep_days'))}
        />
      )}
    </ThingFields>
  )
}
