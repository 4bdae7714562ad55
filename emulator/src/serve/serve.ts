import { randomUUID } from 'node:crypto'
import { authenticate } from '../accounts/authenticate.ts'
import { serveAdmin } from '../admin/serve-admin.ts'
import { AwsError } from '../wire/aws-error.ts'
import { serviceOf, type Endpoint } from '../wire/endpoint.ts'
import type { Exchange } from '../wire/exchange.ts'
import { isOwnHost } from '../wire/is-own-host.ts'
import { BodyTooLarge, BrokenOff } from '../wire/read-body.ts'
import type { World } from '../world.ts'
import { createCall } from './create-call.ts'
import { findOperation, type Found } from './find-operation.ts'
import { newRecord } from './new-record.ts'
import { perform } from './perform.ts'
import { writeError } from './write-error.ts'

/** The largest body that Bedrock takes, in bytes. */
const bodyLimit = 25_000_000

/** Answers one request, whatever it is. Never rejects. */
export async function serve(exchange: Exchange, world: World): Promise<void> {
  const requestId = randomUUID()
  const startedAt = performance.now()
  let endpoint: Endpoint = exchange.rawPath === '/' ? 'sts' : 'bedrock'
  try {
    refuseForeignHost(exchange, world)
    const body = await exchange.readBody(bodyLimit)
    if (exchange.rawPath.startsWith('/_emulator/')) {
      serveAdmin(exchange, body, world)
      return
    }
    const found = findOperation(exchange, body)
    endpoint = found.operation.endpoint
    await serveOperation(exchange, world, { found, body, requestId, startedAt })
  } catch (error) {
    if (error instanceof BrokenOff || exchange.isGone()) return
    writeError(exchange, awsErrorOf(error), { endpoint, requestId, now: world.now() })
  }
}

/** Also of signed calls: the keys of the default accounts are known to everybody. */
function refuseForeignHost(exchange: Exchange, { allowedHosts }: World): void {
  const host = exchange.header('host')
  if (isOwnHost(host, allowedHosts)) return
  const message = `The emulator does not answer to the name "${host}". Call it by its address or as localhost, or name it in allowedHosts of its configuration.`
  throw new AwsError('AccessDeniedException', 403, message)
}

type Arrived = { found: Found; body: Buffer; requestId: string; startedAt: number }

/** Throws what `serve` shall answer; the call log has noted it by then. */
async function serveOperation(exchange: Exchange, world: World, arrived: Arrived): Promise<void> {
  const { found, body, requestId, startedAt } = arrived
  const { operation, params } = found
  const now = world.now()
  const record = newRecord(exchange, { operation: operation.name, requestId, now })
  world.calls.open(record)
  try {
    const service = serviceOf(operation.endpoint)
    const caller = authenticate(exchange, body, { keyRing: world.keyRing, service, now })
    const { accountId, accessKeyId, region } = caller
    Object.assign(record, { accountId, accessKeyId, region })
    const call = createCall(exchange, world, { caller, params, body, requestId, startedAt, record })
    await perform(exchange, world, { operation, call, record })
  } catch (error) {
    if (error instanceof AwsError) record.errorCode = error.code
    if (error instanceof AwsError && !exchange.isGone()) record.status = error.status
    throw error
  } finally {
    record.durationMs = Math.round(performance.now() - startedAt)
    world.calls.close(record)
  }
}

function awsErrorOf(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  if (error instanceof BodyTooLarge) {
    const message = `The request body exceeds ${bodyLimit} bytes.`
    return new AwsError('RequestEntityTooLargeException', 413, message)
  }
  // A defect of the emulator itself: show it to whoever runs it, and answer as AWS would.
  console.error(error)
  return new AwsError('InternalFailure', 500, 'The emulator failed. Its error output says why.')
}
