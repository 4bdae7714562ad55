import type { Message } from '@outcrop/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { formatCount, formatDuration } from '../../ui/format.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import type { ActionResults } from './action-results.ts'
import { CitationsView } from './citations-view.tsx'
import { FileLinks } from './file-links.tsx'
import { ResultsForm } from './results-form.tsx'
import { Saying } from './saying.tsx'

interface AnswerViewProps {
  readonly message: Message
  readonly agentName: string
  /** Null when the agent does not wait for results any more. */
  readonly onResults: ((results: ActionResults) => void) | null
  /** Null while its steps are shown. */
  readonly onTrace: (() => void) | null
}

/** A whole answer with its sources, its files and what it took. */
export function AnswerView({ message, agentName, onResults, onTrace }: AnswerViewProps) {
  const { text, citations, files, return_control, tokens, latency_ms, problem, state } = message
  const took = `${formatDuration(latency_ms)} · ${formatCount(tokens.input)} tokens in, ${formatCount(tokens.output)} out`
  return (
    <Saying who={agentName} text={text} isAnswer>
      <Stack gap="xs" mt={text === '' ? 0 : 8}>
        {problem && <ProblemView problem={problem} />}
        {return_control && <ResultsForm control={return_control} onResults={onResults} />}
        {citations.length > 0 && <CitationsView citations={citations} />}
        {files.length > 0 && <FileLinks files={files} />}
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {state === 'answering' ? 'Still answering' : took}
          </Text>
          {onTrace && message.steps.length > 0 && (
            <Button variant="subtle" size="compact-xs" onClick={onTrace}>
              Show its trace
            </Button>
          )}
        </Group>
      </Stack>
    </Saying>
  )
}
