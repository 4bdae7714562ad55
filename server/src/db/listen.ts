import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface ListenOptions {
  readonly onMessage: (channel: string, payload: string) => void
  /** The connection was away: messages may have been missed, so read again what they are about. */
  readonly onReconnect: () => void
  readonly onError: (error: Error) => void
}

export interface Listening {
  close(): Promise<void>
}

const firstPauseMs = 50
const longestPauseMs = 2000
/** A server that vanished without a word is noticed by a question that stays unanswered. */
const checkEveryMs = 15_000
const answerWithinMs = 10_000

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
  let connection = await connect(url, channels, options)

  const stayConnected = async (): Promise<void> => {
    for (;;) {
      await connection.lost
      connection = await reconnect(url, channels, options, closing.signal)
      options.onReconnect()
    }
  }
  const staying = stayConnected().catch((error: unknown) => {
    if (!closing.signal.aborted) throw error
  })

  return {
    close: async () => {
      closing.abort()
      connection.end()
      await staying
    },
  }
}

interface Connection {
  /** Resolves when the connection is gone, whatever the reason. */
  readonly lost: Promise<void>
  end(): void
}

async function reconnect(
  url: string,
  channels: readonly string[],
  options: ListenOptions,
  closing: AbortSignal,
): Promise<Connection> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    await sleep(pause, undefined, { signal: closing })
    try {
      const connection = await connect(url, channels, options)
      if (!closing.aborted) return connection
      connection.end()
    } catch (error) {
      options.onError(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

async function connect(
  url: string,
  channels: readonly string[],
  options: ListenOptions,
): Promise<Connection> {
  const { onMessage, onError } = options
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
    fallback_application_name: 'outcrop listen',
  })
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  const end = () => void client.end().catch(() => undefined)
  client.on('notification', ({ channel, payload }) => onMessage(channel, payload ?? ''))
  // Without a listener an error would end the process. Until the connection stands, it also rejects.
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (error) {
    end()
    throw error
  }
  client.on('error', onError)
  const check = setInterval(() => void client.query('select 1').catch(end), checkEveryMs)
  check.unref()
  void lost.then(() => clearInterval(check))
  return { lost, end }
}
