import { faultError } from '../faults/fault-error.ts'
import type { Effects } from '../faults/fault-schema.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { Frame, StreamKind } from '../wire/reply.ts'
import { streamErrorFrame } from './stream-error-frame.ts'

/** What the wire shall do next for a stream. */
export type Step =
  | { kind: 'frame'; bytes: Uint8Array }
  | { kind: 'pause'; ms: number }
  | { kind: 'drop' }
  | { kind: 'end' }

/** The steps of a stream with its faults. Faults that lie beyond its end strike at its end. */
export async function* faultyFrames(
  frames: AsyncIterable<Frame>,
  effects: Effects,
  of: StreamKind = 'model',
): AsyncGenerator<Step> {
  const { firstFrameMs = 0, frameMs = 0 } = effects
  let sent = 0
  let isHeld = firstFrameMs > 0
  for await (const frame of withOwnFailure(frames, of)) {
    // Only now: frames that nobody began to read would never learn that the client has left.
    if (isHeld) yield { kind: 'pause', ms: firstFrameMs }
    isHeld = false
    if (isSkipped(frame, sent, effects)) continue
    if (isOver(sent, effects)) break
    if (frameMs > 0 && sent > 0) yield { kind: 'pause', ms: frameMs }
    yield { kind: 'frame', bytes: frame.bytes }
    sent += 1
  }
  yield* lastSteps(effects, of)
}

function isSkipped(frame: Frame, sent: number, { cut, cutAfter = Infinity }: Effects): boolean {
  return cut === 'skip' && sent >= cutAfter && !frame.closing
}

function isOver(sent: number, effects: Effects): boolean {
  const { exception, exceptionAfter = 0, stallAfter = Infinity, cut, cutAfter = Infinity } = effects
  return (
    (exception !== undefined && sent >= exceptionAfter) ||
    sent >= stallAfter ||
    (cut !== 'skip' && sent >= cutAfter)
  )
}

function lastSteps(
  { exception, stallAfter, cut = 'drop', cutAfter, ...error }: Effects,
  of: StreamKind,
): Step[] {
  if (exception !== undefined) {
    const { bytes } = streamErrorFrame(faultError(exception, error), of)
    return [{ kind: 'frame', bytes }, { kind: 'end' }]
  }
  if (stallAfter !== undefined) return [{ kind: 'pause', ms: Infinity }]
  return [{ kind: cutAfter !== undefined && cut === 'drop' ? 'drop' : 'end' }]
}

/** Whoever fails in mid-stream ends the stream with an exception, since the 200 is out. */
async function* withOwnFailure(
  frames: AsyncIterable<Frame>,
  of: StreamKind,
): AsyncGenerator<Frame> {
  try {
    yield* frames
  } catch (error) {
    if (!(error instanceof AwsError)) console.error(error)
    yield streamErrorFrame(error instanceof AwsError ? error : ownFailure(error, of), of)
  }
}

function ownFailure(error: unknown, of: StreamKind): AwsError {
  const reason = error instanceof Error ? error.message : String(error)
  if (of === 'agent') return new AwsError('InternalServerException', 500, reason)
  const members = { originalStatusCode: 500, originalMessage: reason }
  return new AwsError('ModelStreamErrorException', 424, reason, { members })
}
