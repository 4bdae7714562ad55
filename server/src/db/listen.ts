import { setTimeout as sleep } from 'node:timers/promises'
import { openListener, type Listener, type ListenerOptions } from './listener.ts'

export interface ListenOptions extends ListenerOptions {
  /** The connection was away: messages may have been missed, so read again what they are about. */
  readonly onReconnect: () => void
}

export interface Listening {
  /** Resolves when the connection is gone and none will follow. */
  close(): Promise<void>
}

const firstPauseMs = 50
const longestPauseMs = 2000

/**
 * Listens to notifications for ever, over one connection that comes back after PostgreSQL does.
 * Rejects when the first connection is impossible.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  options: ListenOptions,
): Promise<Listening> {
  const closing = new AbortController()
  let listener = await openListener(url, channels, options, closing.signal)

  const stayConnected = async (): Promise<void> => {
    for (;;) {
      await listener.lost
      const next = await reopen(url, channels, options, closing.signal)
      if (!next) return
      listener = next
      tell(options)
    }
  }
  const staying = stayConnected()

  return {
    close: async () => {
      closing.abort()
      listener.end()
      await staying
    },
  }
}

/** Tries until it works; resolves with undefined when listening ends before. */
async function reopen(
  url: string,
  channels: readonly string[],
  options: ListenOptions,
  closing: AbortSignal,
): Promise<Listener | undefined> {
  const isClosing = () => closing.aborted
  for (let pause = firstPauseMs; !isClosing(); pause = Math.min(pause * 2, longestPauseMs)) {
    await sleep(pause, undefined, { signal: closing }).catch(() => undefined)
    const listener = await tryToOpen(url, channels, options, closing)
    if (listener && !isClosing()) return listener
    listener?.end()
  }
  return undefined
}

async function tryToOpen(
  url: string,
  channels: readonly string[],
  options: ListenOptions,
  closing: AbortSignal,
): Promise<Listener | undefined> {
  const isClosing = () => closing.aborted
  if (isClosing()) return undefined
  try {
    return await openListener(url, channels, options, closing)
  } catch (error) {
    if (!isClosing()) options.onError(asError(error))
    return undefined
  }
}

/** What a listener throws must not end the listening. */
function tell({ onReconnect, onError }: ListenOptions): void {
  try {
    onReconnect()
  } catch (error) {
    onError(asError(error))
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
