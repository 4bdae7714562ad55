import { Select, Stack, Switch } from '@mantine/core'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { readPromptInput } from './prompt-input.ts'

/** Members of an input that these switches change. */
export const visitorInputs = [
  'add_visitor_profile',
  'add_current_visit',
  'visitor_profile_shape',
] as const

const shapes = [
  { value: 'flat', label: 'Flat: every attribute by its name' },
  { value: 'nested', label: 'Nested: by type, then by name' },
] as const

/** Whether templates may use the visitor as a whole, and how it looks there. */
export function VisitorSwitches({ definition, step, onChange }: EditorPart) {
  const input = readPromptInput(step.input)
  const set = (change: object) => onChange(withInput(definition, change))
  return (
    <Stack>
      <Switch
        label="Add visitor profile"
        description="Offers the visitor, as it was when the run started, as {{ visitor_profile }} and {{ visitor_json }}"
        checked={input.add_visitor_profile}
        onChange={(event) => set({ add_visitor_profile: event.currentTarget.checked })}
      />
      {input.add_visitor_profile && (
        <Stack pl="md">
          <Switch
            label="Add current visit"
            description="Offers the visit as {{ visitor_profile.current_visit }}"
            checked={input.add_current_visit}
            onChange={(event) => set({ add_current_visit: event.currentTarget.checked })}
          />
          <Select
            label="Shape of the visitor profile"
            maw={360}
            allowDeselect={false}
            data={shapes}
            value={input.visitor_profile_shape}
            onChange={(shape) => set({ visitor_profile_shape: shape ?? 'flat' })}
          />
        </Stack>
      )}
    </Stack>
  )
}
