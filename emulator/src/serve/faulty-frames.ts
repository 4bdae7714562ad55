import { faultError } from '../faults/fault-error.ts'
import type { Effects } from '../faults/fault-schema.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { Frame } from '../wire/reply.ts'
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
): AsyncGenerator<Step> {
  const { firstFrameMs = 0, frameMs = 0 } = effects
  if (firstFrameMs > 0) yield { kind: 'pause', ms: firstFrameMs }
  let sent = 0
  for await (const frame of withOwnFailure(frames)) {
    if (isSkipped(frame, sent, effects)) continue
    if (isOver(sent, effects)) break
    if (frameMs > 0 && sent > 0) yield { kind: 'pause', ms: frameMs }
    yield { kind: 'frame', bytes: frame.bytes }
    sent += 1
  }
  yield* lastSteps(effects)
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

function lastSteps({ exception, stallAfter, cut = 'drop', cutAfter, ...error }: Effects): Step[] {
  if (exception !== undefined) {
    const { bytes } = streamErrorFrame(faultError(exception, error))
    return [{ kind: 'frame', bytes }, { kind: 'end' }]
  }
  if (stallAfter !== undefined) return [{ kind: 'pause', ms: Infinity }]
  return [{ kind: cutAfter !== undefined && cut === 'drop' ? 'drop' : 'end' }]
}

/** A model that fails in mid-stream ends the stream with an exception, since the 200 is out. */
async function* withOwnFailure(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
  try {
    yield* frames
  } catch (error) {
    if (!(error instanceof AwsError)) console.error(error)
    const reason = error instanceof Error ? error.message : String(error)
    const members = { originalStatusCode: 500, originalMessage: reason }
    yield streamErrorFrame(
      error instanceof AwsError
        ? error
        : new AwsError('ModelStreamErrorException', 424, reason, { members }),
    )
  }
}
