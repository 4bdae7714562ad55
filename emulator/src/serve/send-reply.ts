import type { Effects } from '../faults/fault-schema.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { Reply } from '../wire/reply.ts'
import { faultyFrames, type Step } from './faulty-frames.ts'
import { pause } from './pause.ts'

type Context = { effects: Effects; requestId: string; now: Date }

/** Sends a reply, spoiled by whatever the faults want of it. */
export async function sendReply(exchange: Exchange, reply: Reply, context: Context): Promise<void> {
  const headers = {
    ...reply.headers,
    'x-amzn-requestid': context.requestId,
    date: context.now.toUTCString(),
  }
  if (reply.kind === 'stream') {
    exchange.start(200, { 'content-type': 'application/vnd.amazon.eventstream', ...headers })
    await sendFrames(exchange, reply, context.effects)
    return
  }
  const { truncateAfter } = context.effects
  if (truncateAfter === undefined) {
    exchange.start(200, { 'content-length': String(Buffer.byteLength(reply.body)), ...headers })
    exchange.end(reply.body)
  } else {
    await sendPart(exchange, Buffer.from(reply.body), { truncateAfter, headers })
  }
}

async function sendPart(
  exchange: Exchange,
  body: Buffer,
  { truncateAfter, headers }: { truncateAfter: number; headers: Record<string, string> },
): Promise<void> {
  const part = body.subarray(0, truncateAfter)
  if (exchange.isHttp2) {
    // A wrong length would be a protocol error there; what really happens is an early end.
    exchange.start(200, headers)
    exchange.end(part)
    return
  }
  exchange.start(200, { 'content-length': String(body.length), ...headers })
  await exchange.write(part)
  exchange.drop()
}

async function sendFrames(
  exchange: Exchange,
  { frames, of }: Extract<Reply, { kind: 'stream' }>,
  effects: Effects,
): Promise<void> {
  for await (const step of faultyFrames(frames, effects, of)) {
    if (exchange.isGone()) return
    await take(exchange, step)
  }
}

async function take(exchange: Exchange, step: Step): Promise<void> {
  switch (step.kind) {
    case 'frame':
      await exchange.write(step.bytes)
      break
    case 'pause':
      await pause(step.ms, exchange)
      break
    case 'drop':
      exchange.drop()
      break
    case 'end':
      exchange.end()
  }
}
