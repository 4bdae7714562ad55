import type { VisitorKey } from '../visitors/visitors.ts'

/** One text for a visitor of a stream, to look it up by. Ids of streams have no spaces. */
export const visitorName = ({ streamId, visitorId }: VisitorKey): string =>
  `${streamId} ${visitorId}`
