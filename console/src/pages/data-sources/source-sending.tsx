import type { DataSource, Stream } from '@outcrop/contract'
import { Card, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { streamsQuery } from '../../queries.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { integrationAddress, sourceCommand } from './source-addresses.ts'

/** How events of a data source are sent. */
export function SourceSending({ source }: { readonly source: DataSource }) {
  const streams = useQuery(streamsQuery())
  const { origin } = window.location
  const commandsOf = (stream: Stream) => (
    <Card key={stream.id}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          Send events
        </Title>
        <Text size="sm">Events carry the key. This command sends one:</Text>
        <CopyBlock what="command" text={sourceCommand(origin, stream, source)} />
        <Text size="sm">A system that posts JSON of its own sends it to this address:</Text>
        <CopyBlock what="address" text={integrationAddress(origin, stream, source)} />
      </Stack>
    </Card>
  )
  return (
    <Loaded query={streams} height={320}>
      {({ items }) => items.filter(({ id }) => id === source.stream_id).map(commandsOf)}
    </Loaded>
  )
}
