import { randomUUID } from 'node:crypto'
import { authenticate } from '../accounts/authenticate.ts'
import { serveAdmin } from '../admin/serve-admin.ts'
import type { CallRecord } from '../calls/call-log.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { Exchange } from '../wire/exchange.ts'
import { BodyTooLarge } from '../wire/read-body.ts'
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
  try {
    const body = await exchange.readBody(bodyLimit)
    if (exchange.rawPath.startsWith('/_emulator/')) {
      serveAdmin(exchange, body, world)
      return
    }
    const found = findOperation(exchange, body)
    await serveOperation(exchange, world, { found, body, requestId, startedAt })
  } catch (error) {
    if (exchange.isGone()) return
    const service = exchange.rawPath === '/' ? 'sts' : 'bedrock'
    writeError(exchange, awsErrorOf(error), { service, requestId, now: world.now() })
  }
}

type Arrived = { found: Found; body: Buffer; requestId: string; startedAt: number }

async function serveOperation(exchange: Exchange, world: World, arrived: Arrived): Promise<void> {
  const { found, body, requestId, startedAt } = arrived
  const { operation, params } = found
  const record = newRecord(exchange, { operation: operation.name, requestId, now: world.now() })
  world.calls.open(record)
  try {
    const now = world.now()
    const caller = authenticate(exchange, body, {
      keyRing: world.keyRing,
      service: operation.service,
      now,
    })
    Object.assign(record, {
      accountId: caller.accountId,
      accessKeyId: caller.accessKeyId,
      region: caller.region,
    })
    const call = createCall(exchange, world, { caller, params, body, requestId, startedAt, record })
    await perform(exchange, world, { operation, call, record })
  } catch (error) {
    refuse(exchange, awsErrorOf(error), { record, world, service: operation.service })
  } finally {
    record.durationMs = Math.round(performance.now() - startedAt)
    world.calls.close(record)
  }
}

function refuse(
  exchange: Exchange,
  error: AwsError,
  { record, world, service }: { record: CallRecord; world: World; service: 'bedrock' | 'sts' },
): void {
  record.errorCode = error.code
  if (exchange.isGone()) return
  record.status = error.status
  writeError(exchange, error, { service, requestId: record.requestId, now: world.now() })
}

function awsErrorOf(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  if (error instanceof BodyTooLarge) {
    return new AwsError(
      'RequestEntityTooLargeException',
      413,
      'The request body exceeds 25000000 bytes.',
    )
  }
  // A defect of the emulator itself: show it to whoever runs it, and answer as AWS would.
  console.error(error)
  return new AwsError('InternalFailure', 500, 'The emulator failed. Its error output says why.')
}
