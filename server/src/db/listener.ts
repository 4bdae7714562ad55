import { Socket } from 'node:net'
import pg from 'pg'

export interface ListenerOptions {
  readonly onMessage: (channel: string, payload: string) => void
  readonly onError: (error: Error) => void
  /**
   * A server that vanished without a word is noticed by a question that it does not answer: how
   * often to ask, and how long to wait for the answer, in milliseconds.
   */
  readonly checkEveryMs?: number
  readonly answerWithinMs?: number
}

/** One connection that listens. */
export interface Listener {
  /** Resolves when the connection is gone, whatever the reason. */
  readonly lost: Promise<void>
  end(): void
}

/** How long a server has to answer a good-bye, before the connection is cut. */
const farewellMs = 1000

/** Connects and listens. Rejects when that fails, or is given up by the signal. */
export async function openListener(
  url: string,
  channels: readonly string[],
  options: ListenerOptions,
  givenUp: AbortSignal,
): Promise<Listener> {
  const { onMessage, onError, checkEveryMs = 15_000, answerWithinMs = 10_000 } = options
  // The driver cannot give up an attempt to connect; whoever has the socket can.
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: url,
    stream: () => socket,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
    fallback_application_name: 'outcrop listen',
  })
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  client.on('notification', ({ channel, payload }) => onMessage(channel, payload ?? ''))
  // Without a listener an error would end the process. Until the connection stands, it also rejects.
  client.on('error', () => undefined)
  await subscribe(client, channels, socket, givenUp)
  client.on('error', onError)
  const stopAsking = keepAsking(client, checkEveryMs, () => socket.destroy())
  void lost.then(stopAsking)
  const end = () => {
    void client.end().catch(() => undefined)
    setTimeout(() => socket.destroy(), farewellMs).unref()
  }
  return { lost, end }
}

async function subscribe(
  client: pg.Client,
  channels: readonly string[],
  socket: Socket,
  givenUp: AbortSignal,
): Promise<void> {
  const giveUp = () => socket.destroy(new Error('Listening was ended.'))
  givenUp.addEventListener('abort', giveUp)
  try {
    await client.connect()
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    givenUp.removeEventListener('abort', giveUp)
  }
}

/** Asks a question now and then. Answers with what ends that. */
function keepAsking(client: pg.Client, everyMs: number, onSilence: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const askLater = () => {
    timer = setTimeout(() => void client.query('select 1').then(askLater, onSilence), everyMs)
    timer.unref()
  }
  askLater()
  return () => clearTimeout(timer)
}
