import type { DataSource, Stream } from '@outcrop/contract'
import { eventCommand } from '../../ui/event-command.ts'

/** A command that sends an event of this data source to the server at `origin`. */
export const sourceCommand = (origin: string, { account, profile }: Stream, { key }: DataSource) =>
  eventCommand(origin, {
    tealium_account: account,
    tealium_profile: profile,
    tealium_datasource: key,
    tealium_event: 'page_view',
    tealium_visitor_id: 'visitor-1',
  })

/** The address that needs no key in the body, for systems that send their own JSON. */
export const integrationAddress = (origin: string, stream: Stream, { key }: DataSource) =>
  [origin, 'integration', 'event', ...[stream.account, stream.profile, key].map(encodeURIComponent)].join('/') // prettier-ignore
