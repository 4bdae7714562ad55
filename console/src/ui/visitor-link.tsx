import { useQuery } from '@tanstack/react-query'
import { streamsQuery } from '../queries.ts'
import { TextLink } from './links.tsx'
import { streamName } from './stream-name.ts'

interface VisitorLinkProps {
  readonly visitorId: string | null | undefined
  /** Its stream, by id or by name. */
  readonly stream: string | { readonly account: string; readonly profile: string } | undefined
}

/** The visitor that something is about, with the way to its room. */
export function VisitorLink({ visitorId, stream }: VisitorLinkProps) {
  const streams = useQuery(streamsQuery()).data?.items
  if (visitorId === null || visitorId === undefined) return 'none'
  const streamId =
    typeof stream === 'object'
      ? streams?.find((one) => streamName(one) === streamName(stream))?.id
      : stream
  if (streamId === undefined) return visitorId
  return (
    <TextLink
      to="/visitors/$streamId/$visitorId"
      params={{ streamId, visitorId }}
      size="sm"
      style={{ overflowWrap: 'anywhere' }}
    >
      {visitorId}
    </TextLink>
  )
}
