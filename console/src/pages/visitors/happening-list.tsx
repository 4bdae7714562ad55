import { Text } from '@mantine/core'
import { PlainList } from '../../ui/plain-list.tsx'
import { Time } from '../../ui/time.tsx'
import type { Happening } from './happenings.ts'

/** Steps of a funnel or entries of a timeline, one below the other. */
export function HappeningList({ happenings }: { readonly happenings: readonly Happening[] }) {
  return (
    <PlainList ordered gap={4}>
      {happenings.map(({ step, at, captured }, index) => (
        <Text key={index} component="li" size="sm">
          {step !== undefined && `${step}, `}
          <Time iso={at} />
          {captured !== '' && (
            <Text span size="xs" c="dimmed" display="block">
              {captured}
            </Text>
          )}
        </Text>
      ))}
    </PlainList>
  )
}
