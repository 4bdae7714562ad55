import { z } from 'zod'
import { faultSchema } from '../faults/fault-schema.ts'
import { parseJsonBytes } from '../json.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { World } from '../world.ts'

type Answer = { status: number; body?: unknown }

/**
 * The control door, `/_emulator/faults` and `/_emulator/calls`. It is not signed: whoever can
 * reach the loopback port may use it.
 */
export function serveAdmin(exchange: Exchange, body: Buffer, world: World): void {
  const { status, body: content } = answer(exchange, body, world)
  const text = content === undefined ? '' : JSON.stringify(content)
  exchange.start(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  })
  exchange.end(text)
}

function answer(exchange: Exchange, body: Buffer, world: World): Answer {
  switch (`${exchange.method} ${exchange.rawPath}`) {
    case 'GET /_emulator/health':
      return { status: 200, body: { ok: true } }
    case 'GET /_emulator/faults':
      return { status: 200, body: { faults: world.faults.list() } }
    case 'PUT /_emulator/faults':
      return replaceFaults(body, world)
    case 'DELETE /_emulator/faults':
      world.faults.clear()
      return { status: 204 }
    case 'GET /_emulator/calls':
      return { status: 200, body: callReport(exchange.rawQuery, world) }
    case 'DELETE /_emulator/calls':
      world.calls.clear()
      return { status: 204 }
    default:
      return {
        status: 404,
        body: { message: `There is no ${exchange.method} ${exchange.rawPath}.` },
      }
  }
}

const faultList = z.union([
  z.array(faultSchema),
  z.strictObject({ faults: z.array(faultSchema) }).transform(({ faults }) => faults),
])

function replaceFaults(body: Buffer, world: World): Answer {
  const parsed = faultList.safeParse(readJson(body))
  if (!parsed.success) {
    const message = `The faults were not changed. ${z.prettifyError(parsed.error)}`
    return { status: 400, body: { message } }
  }
  world.faults.set(parsed.data)
  return { status: 200, body: { faults: world.faults.list() } }
}

function readJson(body: Buffer): unknown {
  try {
    return parseJsonBytes(body)
  } catch {
    return undefined
  }
}

function callReport(rawQuery: string, world: World): object {
  const limit = Number(new URLSearchParams(rawQuery).get('limit') ?? 100)
  return {
    total: world.calls.count(),
    counts: world.calls.counts(),
    in_flight: world.calls.inFlight(),
    recent: world.calls.recent(Number.isInteger(limit) && limit >= 0 ? limit : 100),
  }
}
