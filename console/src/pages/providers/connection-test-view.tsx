import type { ConnectionTest } from '@outcrop/contract'
import { Alert, Code, Stack, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { CheckList } from '../../ui/check-list.tsx'
import { Time } from '../../ui/time.tsx'

/** What Test connection tried, one by one, and what came of each. */
export function ConnectionTestView({ test }: { readonly test: ConnectionTest }) {
  return (
    <Stack gap="md">
      <Alert
        color={test.ok ? 'lichen' : 'red'}
        icon={test.ok ? <IconCheck /> : <IconX />}
        title={test.ok ? 'The connection works' : 'The connection does not work yet'}
        role="status"
      >
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
      <CheckList checks={test.checks} />
    </Stack>
  )
}
