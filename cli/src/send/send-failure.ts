import { counted } from '../terminal/numbers.ts'
import { CommandFailure } from '../terminal/command-failure.ts'
import { GaveUp, Refused, refusedLines } from './refused.ts'

/** Where a send stood when it failed. */
export interface Stand {
  readonly accepted: number
  readonly file: string
  /** Whether `--resume` can go on from here. */
  readonly isResumable: boolean
  /** Events at the beginning that are surely stored; undefined when several lanes were at work. */
  readonly skip: number | undefined
}

/** A failed send in words: what the server said, where, what is stored and how to go on. */
export function sendFailure(error: unknown, stand: Stand): unknown {
  const stored = storedBefore(stand)
  if (error instanceof Refused) {
    return new CommandFailure({
      exitCode: 1,
      title: `The server refused events (HTTP ${error.status})`,
      detail: `${refusedLines(error)} of ${stand.file}: ${error.message} Nothing of this batch was stored. ${stored}`,
      remedy: remedyForRefusal(error, stand),
    })
  }
  if (error instanceof GaveUp) {
    return new CommandFailure({
      exitCode: 1,
      title: 'Gave up: the server did not take events for too long',
      detail: `The last reason was: ${error.message} ${stored}`,
      remedy: `See that the server runs, then ${goOn(stand)}.`,
    })
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return new CommandFailure({
      exitCode: 1,
      title: 'Stopped',
      detail: stored,
      remedy: `To continue, ${goOn(stand)}.`,
    })
  }
  return error
}

function storedBefore({ accepted }: Stand): string {
  return accepted === 0
    ? 'Nothing was stored before that.'
    : `${counted(accepted, 'event')} before that ${accepted === 1 ? 'is' : 'are'} stored.`
}

function goOn({ isResumable, file }: Stand): string {
  return isResumable
    ? `run the same command with --resume: "outcrop send ${file} --resume"`
    : 'send what is missing as a new input'
}

function remedyForRefusal({ status, message }: Refused, { skip }: Stand): string {
  if (status === 404) return 'Is this an Outcrop server? Check --url or OUTCROP_URL.'
  if (status >= 300 && status < 400) return 'Use that address with --url.'
  if (message.startsWith('Unknown stream')) return 'Create the stream in Outcrop, or correct the account and profile (for events without them: --account and --profile). Then send again.' // prettier-ignore
  if (skip === undefined) return 'Mend the events in the input, then send the rest.'
  if (skip === 0) return 'Mend the events in the input, then send it again.'
  return `Mend the events in the input, then send the rest: "--skip ${skip}" leaves out what is stored.`
}
