import { Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { feedsQuery, streamsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { streamName } from '../../ui/stream-name.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { Section } from './section.tsx'

/** What the action is called, and which events start it. */
export function StartSection({ definition, findings, onChange }: EditorPart) {
  const { data } = useQuery(feedsQuery())
  const feeds = data?.items ?? []
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const feedId = definition.trigger.type === 'event' ? definition.trigger.feed_id : null
  const groups = streams.map((stream) => ({
    group: streamName(stream),
    items: feeds
      .filter(({ stream_id }) => stream_id === stream.id)
      .map(({ id, name }) => ({ value: id, label: name })),
  }))
  return (
    <Section title="Start">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Name"
          placeholder="Conversion score"
          required
          maxLength={100}
          value={definition.name}
          error={findingAt(findings, 'name')}
          onChange={(event) => onChange({ ...definition, name: event.currentTarget.value })}
        />
        <Select
          label="Feed"
          placeholder="Choose a feed"
          required
          searchable
          allowDeselect={false}
          data={groups}
          value={feedId === '' ? null : feedId}
          error={findingAt(findings, 'trigger.feed_id')}
          nothingFoundMessage="No feed has this name"
          onChange={(chosen) => {
            if (chosen !== null) {
              onChange({ ...definition, trigger: { type: 'event', feed_id: chosen } })
            }
          }}
        />
      </SimpleGrid>
      {data?.items.length === 0 && (
        <Text size="sm">
          There is no feed yet.{' '}
          <TextLink to="/feeds/new" search={{}}>
            Create a feed
          </TextLink>{' '}
          first; its stream is created on the way.
        </Text>
      )}
      <Textarea
        label="Description"
        autosize
        minRows={1}
        maxLength={2000}
        value={definition.description}
        error={findingAt(findings, 'description')}
        onChange={(event) => onChange({ ...definition, description: event.currentTarget.value })}
      />
    </Section>
  )
}
