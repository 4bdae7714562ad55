import type { Trigger } from '@outcrop/contract'
import { Select, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { audiencesQuery, feedsQuery, streamsQuery } from '../../queries.ts'
import { groupedByStream } from '../../ui/grouped-by-stream.ts'
import { TextLink } from '../../ui/links.tsx'
import { CapFields } from './cap-fields.tsx'
import { CooldownFields } from './cooldown-fields.tsx'
import { DelayFields } from './delay-fields.tsx'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { triggerChoiceOf, triggerChoices, triggerLabels, withTriggerChoice } from './trigger-choice.ts' // prettier-ignore

const choices = triggerChoices.map((value) => ({ value, label: triggerLabels[value] }))

/** When an automation starts: the kind of moment, then the feed or audience of it. */
export function TriggerFields({ definition, findings, onChange }: EditorPart) {
  const { trigger } = definition
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const feeds = useQuery(feedsQuery()).data?.items
  const audiences = useQuery(audiencesQuery()).data?.items
  const set = (next: Trigger) => onChange({ ...definition, trigger: next })
  return (
    <>
      <Select
        label="Starts when"
        required
        allowDeselect={false}
        data={choices}
        value={triggerChoiceOf(trigger)}
        onChange={(chosen) => {
          const choice = triggerChoices.find((one) => one === chosen)
          const offered = { feeds: feeds ?? [], audiences: audiences ?? [] }
          if (choice) set(withTriggerChoice(trigger, choice, offered))
        }}
      />
      {trigger.type === 'event' && (
        <Select
          label="Feed"
          placeholder="Choose a feed"
          required
          searchable
          allowDeselect={false}
          data={groupedByStream(feeds ?? [], streams)}
          value={trigger.feed_id === '' ? null : trigger.feed_id}
          error={findingAt(findings, 'trigger.feed_id')}
          nothingFoundMessage="No feed has this name"
          onChange={(chosen) => {
            if (chosen !== null) set({ ...trigger, feed_id: chosen })
          }}
        />
      )}
      {trigger.type === 'audience' && (
        <Select
          label="Audience"
          placeholder="Choose an audience"
          required
          searchable
          allowDeselect={false}
          data={groupedByStream(audiences ?? [], streams)}
          value={trigger.audience_id === '' ? null : trigger.audience_id}
          error={findingAt(findings, 'trigger.audience_id')}
          nothingFoundMessage="No audience has this name"
          onChange={(chosen) => {
            if (chosen !== null) set({ ...trigger, audience_id: chosen })
          }}
        />
      )}
      {trigger.type === 'audience' && trigger.on === 'visit_end' && (
        <Switch
          label="Only if new in it"
          description="Not when the visitor was in the audience as the visit started"
          checked={trigger.not_at_visit_start === true}
          onChange={(event) =>
            set({ ...trigger, not_at_visit_start: event.currentTarget.checked || undefined })
          }
        />
      )}
      {trigger.type !== 'manual' && (
        <>
          <DelayFields trigger={trigger} findings={findings} onChange={set} />
          <CapFields
            label="Cap per visitor"
            description="Starts no more often for one visitor"
            path="trigger.cap"
            most={100}
            cap={trigger.cap}
            findings={findings}
            onChange={(cap) => set({ ...trigger, cap })}
          />
          <CapFields
            label="Cap over all visitors"
            description="Starts no more often in all"
            path="trigger.cap_overall"
            most={1_000_000}
            cap={trigger.cap_overall}
            findings={findings}
            onChange={(cap_overall) => set({ ...trigger, cap_overall })}
          />
          <CooldownFields
            cooldown={trigger.cooldown}
            findings={findings}
            onChange={(cooldown) => set({ ...trigger, cooldown })}
          />
        </>
      )}
      {trigger.type === 'event' && feeds?.length === 0 && (
        <Text size="sm">
          There is no feed yet.{' '}
          <TextLink to="/feeds/new" search={{}}>
            Create a feed
          </TextLink>{' '}
          first; its stream is created on the way.
        </Text>
      )}
      {trigger.type === 'audience' && audiences?.length === 0 && (
        <Text size="sm">
          There is no audience yet.{' '}
          <TextLink to="/audiences/new" search={{}}>
            Create an audience
          </TextLink>{' '}
          first.
        </Text>
      )}
    </>
  )
}
