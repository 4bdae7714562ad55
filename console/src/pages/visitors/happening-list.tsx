import { Stack, Text } from '@mantine/core'
import { Time } from '../../ui/time.tsx'
import type { Happening } from './happenings.ts'

/** Steps of a funnel or entries of a timeline, one below the other. */
export function HappeningList({ happenings }: { readonly happenings: readonly Happening[] }) {
  return (
    <Stack gap={4} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
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
    </Stack>
  )
}
