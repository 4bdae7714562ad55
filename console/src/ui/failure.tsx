import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { problemOf } from '../api.ts'
import { ProblemView } from './problem-view.tsx'

interface FailureProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
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
        <Text size="sm">
          {error instanceof Error ? error.message : String(error)} Check that the server is running
          and that this machine can reach it.
        </Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
