import { Alert, Button, Group, Spoiler, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { managedPromptQuery } from '../../queries.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { defaultParameters, readPromptInput } from './prompt-input.ts'

const named = z.object({
  prompt_arn: z.string().catch(''),
  version: z.string().optional().catch(undefined),
})

/** What the named prompt wants filled in, as Bedrock tells it. */
export function ManagedPromptView({ definition, step, onChange }: EditorPart) {
  const { provider_id, parameters } = readPromptInput(step.input)
  const [{ prompt_arn, version }] = useDebouncedValue(named.parse(step.input), 500)
  const query = useQuery({
    ...managedPromptQuery(provider_id, prompt_arn.trim(), version),
    enabled: provider_id !== '' && prompt_arn.trim() !== '',
  })
  if (query.isError) {
    return (
      <Alert color="gray" role="note" title="The prompt could not be read">
        <Text size="sm">{query.error.message}</Text>
        <Text size="sm" c="dimmed">
          It may be called all the same where IAM allows calling it but not reading it.
        </Text>
      </Alert>
    )
  }
  if (!query.data) return null
  const { name, version: found, model, variables, template } = query.data
  const given = new Set([...parameters, ...defaultParameters].map((one) => one.name))
  const missing = variables.filter((variable) => !given.has(variable))
  const add = (names: readonly string[]) => {
    const rows = names.map((one) => ({ name: one, from: { attribute: one } }))
    onChange(withInput(definition, { parameters: [...parameters, ...rows] }))
  }
  return (
    <Stack gap="xs" role="group" aria-label="Managed prompt">
      <Text size="sm">
        {name}, {found === 'DRAFT' ? 'the draft' : `version ${found}`}
        {model === null ? '' : `, on ${model}`}
      </Text>
      {missing.length > 0 && (
        <Group gap={6}>
          <Text size="sm">Not filled in yet:</Text>
          {missing.map((variable) => (
            <Button
              key={variable}
              size="compact-xs"
              variant="light"
              onClick={() => add([variable])}
            >
              Fill in {variable}
            </Button>
          ))}
        </Group>
      )}
      <Spoiler maxHeight={96} showLabel="Show the whole prompt" hideLabel="Show less">
        <CopyBlock text={template} what="prompt" maxHeight={400} />
      </Spoiler>
    </Stack>
  )
}
