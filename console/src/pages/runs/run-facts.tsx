import type { RunDetail } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Fact } from '../../ui/fact-list.tsx'
import { formatCount, formatDuration, formatMoney, words } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { Time } from '../../ui/time.tsx'
import { VisitorLink } from '../../ui/visitor-link.tsx'

/** The summary of a run. */
export function runFacts(run: RunDetail): Fact[] {
  return [
    [
      'Automation',
      <TextLink key="automation" to="/automations/$id" params={{ id: run.automation.id }} size="sm">
        {run.automation.name}, version {run.automation.version}
      </TextLink>,
    ],
    ['Started by', triggerText(run)],
    [
      'Visitor',
      <VisitorLink
        key="visitor"
        visitorId={run.trigger.visitor_id}
        stream={run.trigger.stream_id}
      />,
    ],
    ['Created', <Time key="created" iso={run.created_at} />],
    run.finished_at === null
      ? ['Continues', continues(run)]
      : ['Ended', <Time key="ended" iso={run.finished_at} />],
    ['Took', formatDuration(run.latency_ms)],
    ['Tokens in / out', `${formatCount(run.tokens.input)} / ${formatCount(run.tokens.output)}`],
    ['Cost', formatMoney(run.cost_usd)],
    ['Depth', run.depth === 0 ? '0, from outside' : `${run.depth}, from an answer event`],
    ...optionalFacts(run),
    [
      'Id',
      <Group key="id" gap={2} wrap="nowrap">
        <Text span size="xs" ff="monospace">
          {run.id}
        </Text>
        <CopyButton value={run.id} what="run id" />
      </Group>,
    ],
  ]
}

/** What is due already goes on as soon as a worker is free, unless it waits for what is paused. */
function continues({ due_at, waits_for }: RunDetail) {
  if (waits_for) return 'when what it calls is resumed'
  return due_at === null ? 'now' : <Time iso={due_at} ago />
}

function triggerText({ trigger }: RunDetail) {
  if (trigger.type === 'audience' && trigger.audience_id) {
    return (
      <TextLink to="/audiences/$id" params={{ id: trigger.audience_id }} size="sm">
        an audience
      </TextLink>
    )
  }
  if (!trigger.event_id) return words(trigger.type)
  return (
    <TextLink to="/events/$id" params={{ id: trigger.event_id }} size="sm">
      {trigger.type === 'event' ? 'an event' : `${words(trigger.type)}, on an event`}
    </TextLink>
  )
}

function optionalFacts(run: RunDetail): Fact[] {
  const facts: Fact[] = []
  if (run.debug) facts.push(['Debug mode', 'on: nothing is delivered'])
  if (run.deadline_at) facts.push(['Deadline', <Time key="deadline" iso={run.deadline_at} />])
  if (run.replay_of) {
    facts.push([
      'Replay of',
      <TextLink key="replay" to="/runs/$id" params={{ id: run.replay_of }} size="sm">
        an earlier run
      </TextLink>,
    ])
  }
  return facts
}
