import type { TraceLine } from '@outcrop/contract'
import { Badge, Box, Button, Collapse, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { TextLink } from '../../ui/links.tsx'
import type { LineGroup } from './group-lines.ts'
import { LineDetail } from './line-detail.tsx'
import { lineAutomations } from './line-automations.ts'
import { lineSummary } from './line-summary.ts'

const colors: Record<LineGroup, string> = {
  trace: 'gray',
  event: 'blue',
  spec: 'orange',
  feed: 'teal',
  visitor: 'cyan',
  audience: 'indigo',
  action: 'grape',
  run: 'gray',
  answer: 'lichen',
  delivery: 'lichen',
  problem: 'red',
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

interface ShowDetailProps {
  readonly opened: boolean
  readonly onClick: () => void
}

/** Where it is narrow an arrow has to do. */
function ShowDetail({ opened, onClick }: ShowDetailProps) {
  const label = opened ? 'Hide detail' : 'Show detail'
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      miw={{ sm: 96 }}
      aria-label={label}
      aria-expanded={opened}
      onClick={onClick}
    >
      <Box component="span" visibleFrom="sm">
        {label}
      </Box>
      <Box component="span" hiddenFrom="sm" lh={0}>
        {opened ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
      </Box>
    </Button>
  )
}

/** One line of a trace; its detail is there for those who ask. */
export function TraceLineRow({ line }: { readonly line: TraceLine }) {
  const [opened, { toggle }] = useDisclosure(false)
  const hasDetail = line.detail !== undefined && Object.keys(line.detail).length > 0
  const summary = lineSummary(line.detail)
  return (
    <li>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed" ff="monospace" mt={2} visibleFrom="xs">
          <time dateTime={line.at} title={line.at}>
            {clock.format(new Date(line.at))}
          </time>
        </Text>
        <Badge size="sm" w={84} mt={2} style={{ flexShrink: 0 }} color={colors[line.group]}>
          {line.group}
        </Badge>
        <Text size="sm" flex={1} style={{ overflowWrap: 'anywhere' }}>
          {line.text}
          {summary !== undefined && (
            <Text span c="dimmed">
              {' '}
              {summary}
            </Text>
          )}
          <AutomationLinks line={line} />
        </Text>
        <Group gap="xs" wrap="nowrap" miw={{ sm: 172 }} justify="flex-end">
          {line.run_id && (
            <TextLink
              to="/runs/$id"
              params={{ id: line.run_id }}
              size="xs"
              style={{ whiteSpace: 'nowrap' }}
            >
              Open run
            </TextLink>
          )}
          {hasDetail ? (
            <ShowDetail opened={opened} onClick={toggle} />
          ) : (
            <Box w={96} visibleFrom="sm" />
          )}
        </Group>
      </Group>
      <Collapse expanded={opened} keepMounted={false}>
        <LineDetail detail={line.detail} />
      </Collapse>
    </li>
  )
}

/** The ways to automations that did not start now. */
function AutomationLinks({ line }: { readonly line: TraceLine }) {
  return lineAutomations(line).map(({ id, name }) => (
    <TextLink
      key={id}
      to="/automations/$id"
      params={{ id }}
      size="xs"
      ml="xs"
      style={{ whiteSpace: 'nowrap' }}
    >
      {name === null ? 'Open automation' : `Open ${name}`}
    </TextLink>
  ))
}
