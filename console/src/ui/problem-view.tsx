import type { ProblemDocument } from '@outcrop/contract'
import { Alert, Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { AwsSays } from './aws-says.tsx'
import { whoActs } from './who-acts.ts'

interface ProblemViewProps {
  readonly problem: ProblemDocument
  readonly onRetry?: (() => void) | undefined
}

/** A failure in full: what happened, who must act, what to do, and what AWS said. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={problem.title} role="alert">
      <Stack gap="sm">
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {problem.detail}
        </Text>
        <Text size="sm">
          <b>What to do: </b>
          {problem.remedy}
        </Text>
        <Group gap="xs">
          <Badge variant="default">{whoActs[problem.who]}</Badge>
          <Badge variant="default">
            {problem.retry ? 'Can succeed by itself later' : 'Will not succeed by itself'}
          </Badge>
          <Code>{problem.code}</Code>
        </Group>
        {problem.aws && <AwsSays words={problem.aws} />}
        {onRetry && (
          <Group>
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
