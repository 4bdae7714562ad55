import type { Filling } from '@outcrop/contract'
import { Alert, Progress, Stack, Text } from '@mantine/core'
import { formatNumber } from '../../ui/format.ts'

/** How far visitors are put into an audience that is new or has changed. */
export function FillProgress({ filling }: { readonly filling: Filling }) {
  const { done, total, total_is_estimate } = filling
  // Visitors who came since it began are looked at too.
  const share = total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100)
  const of = total === null ? '' : ` of ${total_is_estimate ? 'about ' : ''}${formatNumber(total)}`
  return (
    <Alert color="gray" role="note" title="Visitors are being put into this audience">
      <Stack gap={6}>
        <Progress value={share} animated aria-label="Visitors looked at" />
        <Text size="sm">
          Looked at {formatNumber(done)}
          {of} visitors. Nothing starts because of it, and events go on meanwhile.
        </Text>
      </Stack>
    </Alert>
  )
}
