import type { Client } from '@outcrop/contract'
import { Alert, Code, Group, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { requestMessages } from '../runs/read-attempt.ts'

export type Preview = Awaited<ReturnType<Client['previewStep']>>

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <Group gap={6}>
      {names.map((name) => (
        <Code key={name}>{name}</Code>
      ))}
    </Group>
  )
}

function Missing({ preview: { findings, unknown, empty } }: { readonly preview: Preview }) {
  return (
    <>
      {findings.length > 0 && (
        <Alert color="gray" role="note" title="Not complete yet">
          {findings.map(({ path, message }) => (
            <Text key={path} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {message} <Code>{path}</Code>
            </Text>
          ))}
        </Alert>
      )}
      {unknown.length > 0 && (
        <Alert color="orange" title="Nothing provides these variables">
          <Names names={unknown} />
        </Alert>
      )}
      {empty.length > 0 && (
        <Alert color="gray" role="note" title="Not there here, and rendered as nothing">
          <Names names={empty} />
        </Alert>
      )}
    </>
  )
}

function Rendered({ preview }: { readonly preview: Preview }) {
  if (!preview.request) return preview.problem && <ProblemView problem={preview.problem} />
  const { messages, rest } = requestMessages(preview.request)
  return (
    <>
      {messages.map(({ role, text }, index) => (
        <div key={index}>
          <Text size="xs" c="dimmed" mb={4}>
            {words(role)}
          </Text>
          <CopyBlock text={text} what="rendered prompt" maxHeight={520} />
        </div>
      ))}
      <JsonView value={rest} what="request" maxHeight={220} />
    </>
  )
}

/** What would be sent to the model, for the chosen event or visitor, and what is missing. */
export function PreviewView({ query }: { readonly query: UseQueryResult<Preview> }) {
  return (
    <Loaded query={query}>
      {(preview) => (
        <Stack gap="sm">
          <Missing preview={preview} />
          <Rendered preview={preview} />
        </Stack>
      )}
    </Loaded>
  )
}
