import type { ConnectionTest } from '@outcrop/contract'
import { Alert, Code, Stack, Text } from '@mantine/core'
import { IconCheck, IconHistory, IconX } from '@tabler/icons-react'
import { CheckList } from '../../ui/check-list.tsx'
import { Time } from '../../ui/time.tsx'

interface ConnectionTestViewProps {
  readonly test: ConnectionTest
  /** What was tested, as its title calls it. */
  readonly subject?: string
  /** AWS has refused the credentials since: what passed then says nothing of now. */
  readonly isOutdated?: boolean
  /** Leaves out what was tried where all of it passed. */
  readonly isBrief?: boolean
}

/** What Test connection tried, one by one, and what came of each. */
export function ConnectionTestView(props: ConnectionTestViewProps) {
  const { test, subject = 'The connection', isOutdated = false, isBrief = false } = props
  return (
    <Stack gap="md">
      <Alert {...verdictOf(test.ok, isOutdated, subject)} role="status">
        <Text size="sm">
          Tested <Time iso={test.tested_at} ago />
          {test.account && ` in the AWS account ${test.account}`}
          {test.arn && (
            <>
              {' '}
              as <Code style={{ overflowWrap: 'anywhere' }}>{test.arn}</Code>
            </>
          )}
          .
        </Text>
      </Alert>
      {!isOutdated && !(isBrief && test.ok) && <CheckList checks={test.checks} />}
    </Stack>
  )
}

function verdictOf(isOk: boolean, isOutdated: boolean, subject: string) {
  if (isOutdated) return { color: 'gray', icon: <IconHistory />, title: `${subject} worked until AWS refused it` } // prettier-ignore
  if (isOk) return { color: 'lichen', icon: <IconCheck />, title: `${subject} works` }
  return { color: 'red', icon: <IconX />, title: `${subject} does not work yet` }
}
