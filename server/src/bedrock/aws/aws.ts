import { LRUCache } from 'lru-cache'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Connection } from '../connection.ts'
import { isClockCorrected } from '../problems/is-clock-corrected.ts'
import { problemOf, staleKeyCodes } from '../problems/problem-of.ts'
import { ambientKeys } from './ambient-keys.ts'
import { assumeRole, sourceOf } from './assume-role.ts'
import type { About, Call, MakeCall } from './call.ts'
import { createClients, type Clients } from './clients.ts'
import { endpointOf } from './endpoint-of.ts'
import type { KeyCache } from './key-cache.ts'
import { signerOf, type Signer } from './signer.ts'
import type { Transport } from './transport.ts'
import { unlessAborted } from '../../kernel/unless-aborted.ts'

export interface Aws {
  readonly call: MakeCall
  /** Makes a call whose answer is a stream; failures inside of the stream are problems as well. */
  stream<T, Event>(
    connection: Connection,
    call: Call<T>,
    eventsOf: (answer: T) => AsyncIterable<Event> | undefined,
  ): AsyncGenerator<Event>
  /** Makes sure that there are keys to sign with. Throws `Problem`. */
  authenticate(connection: Connection, signal: AbortSignal): Promise<void>
  /** Forgets temporary keys, and that they were refused. */
  forgetKeys(connection: Connection): void
  /** Forgets that temporary keys were refused, those of narrowed sessions too: they are to be had again. */
  forgetRefusals(connection: Connection): void
}

export interface AwsOptions {
  readonly transport: Transport
  readonly cache: KeyCache
  readonly emulatorUrl: string | null
  readonly now: Clock
}

interface Party {
  readonly signer: Signer
  readonly clients: Clients
}

/** Signs and sends calls for any number of connections over one transport. */
export function createAws({ transport, cache, emulatorUrl, now }: AwsOptions): Aws {
  const failAs = failingAs(now)
  // Clients that fall out are left to the garbage collector: destroying one would cut off the calls
  // of all the others, because they share the transport.
  const parties = new LRUCache<string, Party>({ max: 2000 })

  function partyOf(connection: Connection): Party {
    const name = `${connection.providerId} ${connection.revision} ${connection.sessionPolicy ?? ''}`
    const known = parties.get(name)
    if (known) return known
    const signer = signerOf(connection, cache, {
      assume: (role) => assumeRole({ call, now }, connection, role),
      ambient: () => ambientKeys().catch(failAs(findingCredentials, connection)),
    })
    const clients = createClients({ connection, signer, transport, emulatorUrl })
    parties.set(name, { signer, clients })
    return { signer, clients }
  }

  async function call<T>(connection: Connection, { service, send, ...about }: Call<T>): Promise<T> {
    const fail = failAs(about, connection, endpointOf(connection, service, emulatorUrl))
    const { signer, clients } = partyOf(connection)
    const options = about.signal ? { abortSignal: about.signal } : {}
    const sent = () => inTime(() => send(clients, options)).catch(fail)
    const keys = await unlessAborted(signer.keys(), about.signal).catch(fail)
    try {
      return await sent()
    } catch (problem) {
      if (!isStale(problem) || !signer.drop(keys)) throw problem
      return await sent()
    }
  }

  return {
    call,
    stream: (connection, asked, eventsOf) =>
      readStream(
        async () => eventsOf(await call(connection, asked)),
        failAs(asked, connection, endpointOf(connection, asked.service, emulatorUrl)),
      ),
    async authenticate(connection, signal) {
      const fail = failAs({ ...findingCredentials, signal }, connection)
      await unlessAborted(partyOf(connection).signer.keys(), signal).catch(fail)
    },
    forgetRefusals: (connection) => partyOf(connection).signer.forgetRefusals(),
    forgetKeys(connection) {
      const { credentials } = connection
      partyOf(connection).signer.drop()
      if (credentials.type === 'assume_role')
        partyOf(sourceOf(connection, credentials)).signer.drop()
    },
  }
}

/** What makes a problem of anything that a call throws. */
const failingAs =
  (now: Clock) =>
  ({ operation, what, signal }: About, { region }: Connection, endpoint: string | null = null) =>
  (error: unknown): never => {
    throw problemOf(error, { operation, what, signal, region, endpoint, now: now() })
  }

async function* readStream<Event>(
  open: () => Promise<AsyncIterable<Event> | undefined>,
  fail: (error: unknown) => never,
): AsyncGenerator<Event> {
  const events = await open()
  try {
    if (events) yield* events
  } catch (error) {
    fail(error)
  }
}

const findingCredentials: About = { operation: 'authenticate', what: 'Finding credentials' }

/** Sends once more when the client has learned meanwhile what time it is. */
async function inTime<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!isClockCorrected(error)) throw error
    return send()
  }
}

const isStale = (problem: unknown): boolean =>
  problem instanceof Problem && staleKeyCodes.has(problem.code)
