import { Problem } from '../kernel/problem.ts'
import type { Aws } from './aws/aws.ts'
import type { Call } from './aws/call.ts'
import type { Connection } from './connection.ts'
import { createWatch } from './create-watch.ts'

export interface WatchOptions {
  readonly signal: AbortSignal
  /** After so much silence, before the first event or between two, the call is given up. */
  readonly idleMs: number
  /** What to do about such silence, when more is known than the usual. */
  readonly remedy?: string
}

/**
 * Makes a call whose answer is a stream, and gives it up when it falls silent: a connection can die
 * without anybody being told. Whoever stops listening does not want the rest, and ends the call.
 */
export async function* watchedStream<T, Event>(
  aws: Aws,
  connection: Connection,
  call: Omit<Call<T>, 'signal'>,
  eventsOf: (answer: T) => AsyncIterable<Event> | undefined,
  { signal, idleMs, remedy }: WatchOptions,
): AsyncGenerator<Event> {
  const { what } = call
  const silent = () =>
    new Problem(
      'attempt-timeout',
      `${what} had been silent for ${Math.round(idleMs / 1000)} s and was given up.`,
      remedy === undefined ? {} : { remedy },
    )
  const watch = createWatch(idleMs, silent)
  try {
    watch.heard()
    const until = AbortSignal.any([signal, watch.signal])
    for await (const event of aws.stream(connection, { ...call, signal: until }, eventsOf)) {
      watch.heard()
      yield event
    }
  } finally {
    watch.stop()
  }
}
