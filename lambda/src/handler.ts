import { createHash } from 'node:crypto'
import { Failure } from './failure.ts'
import { postEvent } from './post-event.ts'
import { readNodeEvent } from './read-node-event.ts'
import { readSettings } from './settings.ts'
import { toEvent } from './to-event.ts'

/** The parts of Lambda's context that are used. */
interface Context {
  readonly awsRequestId: string
  getRemainingTimeInMillis(): number
}

/**
 * The last node of a Bedrock flow: sends the model's answer to COLLECT_URL. What it returns becomes
 * `functionResponse`: the event that was collected, or `{"ok":false,"error":…}`. It never throws,
 * because a flow would then hide the reason behind "dependency failed".
 */
export async function handler(nodeEvent: unknown, context: Context): Promise<unknown> {
  const { RESPONSE_TYPE } = process.env
  const result = await forward(nodeEvent, context).catch(explained)
  return RESPONSE_TYPE === 'Object' ? result : JSON.stringify(result)
}

async function forward(nodeEvent: unknown, context: Context): Promise<object> {
  const settings = readSettings(process.env)
  const node = readNodeEvent(nodeEvent)
  const event = toEvent(node, settings.requiredFields)
  const attempts = await postEvent({
    body: JSON.stringify(event),
    key: keyOf(node.key ?? context.awsRequestId),
    lineage: isHeader(node.lineage) ? node.lineage : undefined,
    settings,
    remainingMs: () => context.getRemainingTimeInMillis(),
    random: Math.random,
  })
  log({ ok: true, attempts })
  return event
}

/** Endpoints take up to 200 visible characters. */
const keyOf = (text: string) =>
  `lambda:${/^[\x21-\x7e]{1,190}$/.test(text) ? text : createHash('sha256').update(text).digest('hex')}`

const isHeader = (text: string | undefined) => /^[\x21-\x7e]{1,2000}$/.test(text ?? '')

function explained(error: unknown): object {
  const { code, message, remedy, retry } =
    error instanceof Failure
      ? error
      : new Failure('internal-error', String(error), 'This is a defect in the forwarder.')
  log({ ok: false, code, error: message })
  return { ok: false, error: message, code, remedy, retry }
}

/** Never the event, the answer or the settings: the log is read by others than the data are for. */
function log(line: Readonly<Record<string, string | number | boolean>>): void {
  console.log(JSON.stringify(line))
}
