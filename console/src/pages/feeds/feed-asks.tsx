import { verdictsOrNone, type FeedAsks } from '@outcrop/contract'
import { Card, Checkbox, Select, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { dataSourcesQuery, specificationsQuery } from '../../collection-queries.ts'
import { problemUnder, type FieldProblems } from '../../ui/field-problems.ts'
import { verdictMeanings } from '../../ui/verdict-meanings.ts'

/** Where the problems of these fields are, as the server names them. */
export const askedPaths = ['specification_id', 'verdicts', 'data_source_id'] as const

interface FeedAsksFieldsProps {
  readonly streamId: string
  readonly asks: FeedAsks
  readonly problems: FieldProblems
  readonly onChange: (part: Partial<FeedAsks>) => void
}

interface OfStream {
  readonly id: string
  readonly name: string
  readonly stream_id: string
}

const choicesIn = (streamId: string, items: readonly OfStream[] = []) =>
  items
    .filter(({ stream_id }) => stream_id === streamId)
    .map(({ id, name }) => ({ value: id, label: name }))

/** What a feed asks of its events beside its condition: their specification, how they keep to it, and their source. */
export function FeedAsksFields({ streamId, asks, problems, onChange }: FeedAsksFieldsProps) {
  const specifications = useQuery(specificationsQuery()).data?.items
  const sources = useQuery(dataSourcesQuery()).data?.items
  const { specification_id, verdicts, data_source_id } = asks
  return (
    <div>
      <Title order={2} size="h5" mb="xs">
        And also, where you choose one
      </Title>
      <Card>
        <Stack>
          <Select
            label="Specification"
            description="Only events that it is about."
            placeholder="Any, or none"
            data={choicesIn(streamId, specifications)}
            value={specification_id}
            error={problems['specification_id']}
            onChange={(chosen) => onChange({ specification_id: chosen })}
            clearable
            searchable
            clearButtonProps={{ 'aria-label': 'Clear specification' }}
          />
          <Checkbox.Group
            label="How the event keeps to its specification"
            description="Judged when it comes, by the specification as it is then. Nothing ticked: however it does."
            value={[...verdicts]}
            error={problemUnder(problems, 'verdicts')}
            onChange={(chosen) =>
              onChange({ verdicts: verdictsOrNone.filter((one) => chosen.includes(one)) })
            }
          >
            <Stack gap="xs" mt="xs">
              {verdictsOrNone.map((verdict) => (
                <Checkbox
                  key={verdict}
                  value={verdict}
                  label={verdictMeanings[verdict].name}
                  description={verdictMeanings[verdict].meaning}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label="Data source"
            description="Only events that name it."
            placeholder="Any, or none"
            data={choicesIn(streamId, sources)}
            value={data_source_id}
            error={problems['data_source_id']}
            onChange={(chosen) => onChange({ data_source_id: chosen })}
            clearable
            searchable
            clearButtonProps={{ 'aria-label': 'Clear data source' }}
          />
        </Stack>
      </Card>
    </div>
  )
}
