import type { ReturnOfControl } from '@outcrop/contract'
import { Alert, Button, Code, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useState, type SubmitEvent } from 'react'
import type { ActionResults } from './action-results.ts'

interface ResultsFormProps {
  readonly control: ReturnOfControl
  readonly onResults: ((results: ActionResults) => void) | null
}

/** Actions that the agent hands over, and where their results are written. */
export function ResultsForm({ control, onResults }: ResultsFormProps) {
  const { actions } = control
  const [bodies, setBodies] = useState(() => actions.map(() => ''))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onResults?.(
      actions.map(({ action_group, name }, index) => ({
        action_group,
        name,
        body: bodies[index] ?? '',
      })),
    )
  }
  return (
    <Alert color="yellow" icon={<IconHandStop />} title="The agent hands an action over">
      <form onSubmit={submit}>
        <Stack gap="sm">
          {actions.map(({ action_group, name, parameters }, index) => (
            // The same action may be handed over twice; its place is its name.
            <Stack gap={6} key={index}>
              <Text size="sm">
                <b>{`${action_group} · ${name}`}</b>
              </Text>
              {Object.entries(parameters).map(([key, value]) => (
                <Text size="sm" key={key} style={{ overflowWrap: 'anywhere' }}>
                  {key}: <Code>{value}</Code>
                </Text>
              ))}
              {onResults && (
                <Textarea
                  label="Result"
                  description="What the agent shall hear, such as JSON"
                  autosize
                  minRows={2}
                  required
                  value={bodies[index] ?? ''}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    setBodies((before) => before.map((body, at) => (at === index ? value : body)))
                  }}
                />
              )}
            </Stack>
          ))}
          {onResults && (
            <Group>
              <Button type="submit" size="xs">
                Send result
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Alert>
  )
}
