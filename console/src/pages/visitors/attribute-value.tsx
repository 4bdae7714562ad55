import type { AttributeType } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { z } from 'zod'
import { formatNumber } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { Time } from '../../ui/time.tsx'
import { HappeningList } from './happening-list.tsx'
import { happeningsOf } from './happenings.ts'

interface AttributeValueProps {
  readonly type: AttributeType
  readonly value: unknown
  readonly what: string
}

const list = z.array(z.union([z.string(), z.number(), z.boolean()]))
const tally = z.record(z.string(), z.number())

const Chips = ({ texts }: { readonly texts: readonly string[] }) => (
  <Group gap={4}>
    {texts.map((text, index) => (
      <Badge key={index} color="gray" tt="none" maw="100%">
        {text}
      </Badge>
    ))}
    {texts.length === 0 && (
      <Text size="sm" c="dimmed">
        empty
      </Text>
    )}
  </Group>
)

/** A value that is kept of a visitor, as people read it. */
export function AttributeValue({ type, value, what }: AttributeValueProps) {
  if (type === 'date' && typeof value === 'string') return <Time iso={value} />
  if (type === 'boolean') return value === true ? 'yes' : 'no'
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  if (type === 'funnel' || type === 'timeline') {
    const happenings = happeningsOf(value)
    if (happenings) return <HappeningList happenings={happenings} />
  }
  const items = list.safeParse(value)
  if (items.success) return <Chips texts={items.data.map(String)} />
  const counts = tally.safeParse(value)
  if (type === 'tally' && counts.success) {
    const texts = Object.entries(counts.data).map(
      ([key, count]) => `${key}: ${formatNumber(count)}`,
    )
    return <Chips texts={texts} />
  }
  return <JsonView value={value} what={what} maxHeight={200} />
}
