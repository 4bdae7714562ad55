import { Alert, Button, Stack, Text } from '@mantine/core'
import { UnexpectedAnswer } from '@outcrop/contract'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { problemOf } from '../api.ts'
import { ProblemView } from './problem-view.tsx'

interface FailureProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const sentence = message.replace(/[.!]?$/, '.')
  if (error instanceof UnexpectedAnswer) {
    return `${sentence} Console and server may be of different versions: reload this page. If it stays, look at what stands between this browser and Outcrop.`
  }
  return `${sentence} Check that the server is running and that this machine can reach it.`
}

/** Whatever went wrong with a request: the server's problem, or that there was no answer. */
export function Failure({ error, onRetry }: FailureProps) {
  const problem = problemOf(error)
  if (problem) return <ProblemView problem={problem} onRetry={onRetry} />
  return (
    <Alert
      color="red"
      icon={<IconPlugConnectedX />}
      title="No usable answer from the server"
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{explain(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
