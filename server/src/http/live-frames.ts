/** One server-sent event. `data` is sent as JSON; `id` comes back as Last-Event-ID after a break. */
export interface LiveEvent {
  readonly event: string
  readonly data: unknown
  readonly id?: string
}

interface LiveOptions {
  /** A sign of life after so much silence, or proxies cut the connection. */
  readonly heartbeatMs: number
  readonly signal: AbortSignal
}

const retryMs = 2000
const heartbeat = ': still here\n\n'

/** The text of a stream of server-sent events. Ends with the events, or when the signal aborts. */
export async function* liveFrames(
  events: AsyncIterable<LiveEvent>,
  { heartbeatMs, signal }: LiveOptions,
): AsyncGenerator<string, void> {
  const iterator = events[Symbol.asyncIterator]()
  const ended = whenAborted(signal)
  try {
    // Sent at once, so that the client knows that it is connected before anything happens.
    yield `retry: ${retryMs}\n\n`
    let next = iterator.next()
    while (!signal.aborted) {
      const result = await firstOf(next, ended, heartbeatMs)
      if (result === 'silence') {
        yield heartbeat
      } else if (result === 'ended' || result.done) {
        return
      } else {
        yield frameOf(result.value)
        next = iterator.next()
      }
    }
  } finally {
    // Not awaited: an iterator that waits for its next event answers only when that comes.
    void iterator.return?.().catch(() => undefined)
  }
}

export function frameOf({ event, data, id }: LiveEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

function whenAborted(signal: AbortSignal): Promise<'ended'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('ended')
    else signal.addEventListener('abort', () => resolve('ended'), { once: true })
  })
}

async function firstOf<Result>(
  next: Promise<Result>,
  ended: Promise<'ended'>,
  silenceMs: number,
): Promise<Result | 'ended' | 'silence'> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<'silence'>((resolve) => {
    timer = setTimeout(() => resolve('silence'), silenceMs)
  })
  try {
    return await Promise.race([next, ended, silence])
  } finally {
    clearTimeout(timer)
  }
}
