import { Badge } from '@mantine/core'
import { words } from './format.ts'

type State =
  | 'queued' | 'running' | 'waiting' | 'succeeded' | 'succeeded_with_defaults' | 'failed'
  | 'cancelled' | 'timed_out' | 'skipped' | 'draft' | 'active' | 'paused' | 'untested' | 'ready'
  | 'partly_paused' | 'failing' | 'delivered' | 'open' | 'ended' | 'expired' | 'ok' | 'warning' | 'refusing' | 'exceeded' // prettier-ignore

const colors: Record<State, string> = {
  queued: 'gray',
  running: 'blue',
  waiting: 'yellow',
  succeeded: 'lichen',
  succeeded_with_defaults: 'teal',
  failed: 'red',
  cancelled: 'gray',
  timed_out: 'orange',
  skipped: 'gray',
  draft: 'gray',
  active: 'lichen',
  paused: 'yellow',
  partly_paused: 'yellow',
  untested: 'gray',
  ready: 'lichen',
  failing: 'red',
  delivered: 'lichen',
  ok: 'lichen',
  warning: 'yellow',
  refusing: 'red',
  exceeded: 'red',
  open: 'lichen',
  ended: 'gray',
  expired: 'yellow',
}

/** The state of a thing, in its colour. */
export function StateBadge({ state }: { readonly state: State }) {
  return <Badge color={colors[state]}>{words(state)}</Badge>
}
