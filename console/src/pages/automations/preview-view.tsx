import type { Client } from '@outcrop/contract'
import { Alert, Code, Group, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { problemOf } from '../../api.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { requestMessages } from '../runs/read-attempt.ts'

export type Preview = Awaited<ReturnType<Client['previewStep']>>

function Rendered({ preview }: { readonly preview: Preview }) {
  if (preview.problem) return <ProblemView problem={preview.problem} />
  const { messages, rest } = requestMessages(preview.request ?? {})
  return (
    <Stack gap="sm">
      {preview.unknown.length > 0 && (
        <Alert color="orange" title="Nothing provides these variables">
          <Group gap={6}>
            {preview.unknown.map((name) => (
              <Code key={name}>{name}</Code>
            ))}
          </Group>
        </Alert>
      )}
      {messages.map(({ role, text }, index) => (
        <div key={index}>
          <Text size="xs" c="dimmed" mb={4}>
            {words(role)}
          </Text>
          <CopyBlock text={text} what="rendered prompt" maxHeight={520} />
        </div>
      ))}
      <JsonView value={rest} what="request" maxHeight={220} />
    </Stack>
  )
}

function Incomplete({ detail }: { readonly detail: string }) {
  return (
    <Alert color="gray" role="note" title="Not complete yet">
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {detail}
      </Text>
    </Alert>
  )
}

interface PreviewViewProps {
  readonly query: UseQueryResult<Preview>
  /** False while something is missing without which nothing can be rendered. */
  readonly complete: boolean
}

/** What would be sent to the model, for the chosen event. */
export function PreviewView({ query, complete }: PreviewViewProps) {
  if (!complete) {
    return <Incomplete detail="Choose a provider and a model, and write a prompt." />
  }
  const problem = problemOf(query.error)
  if (problem?.code === 'invalid-input') {
    return <Incomplete detail={problem.detail.replaceAll('step.input.', '')} />
  }
  return <Loaded query={query}>{(preview) => <Rendered preview={preview} />}</Loaded>
}
