/** One request that reached an operation. Every field is known when the answer has been sent. */
export type CallRecord = {
  /** ISO-8601. */
  at: string
  operation: string
  requestId: string
  /** Stays the same over the SDK's own retries of one call. */
  invocationId: string
  /** 1 for the first attempt of the SDK. */
  attempt: number
  region: string
  accountId: string
  accessKeyId: string
  modelId: string
  inputText: string
  /** Null while the call runs, and for a call that never got an answer. */
  status: number | null
  errorCode: string | null
  inputTokens: number | null
  outputTokens: number | null
  durationMs: number | null
}

/** The live handle on what an emulator was asked. */
export type CallLog = {
  /** How many calls arrived, of one operation or of all. Never forgets. */
  count: (operation?: string) => number
  counts: () => Record<string, number>
  /** How many calls are being worked on. */
  inFlight: () => number
  /** The latest calls, oldest first. */
  recent: (limit?: number) => readonly Readonly<CallRecord>[]
  clear: () => void
}

export type Calls = CallLog & {
  open: (record: CallRecord) => void
  close: (record: CallRecord) => void
}

const keptCharacters = 20_000

/** Keeps the latest `kept` calls, with at most 20,000 characters of each prompt. */
export function createCallLog(kept: number): Calls {
  let records: CallRecord[] = []
  let running = 0
  const counts = new Map<string, number>()
  return {
    count: (operation) =>
      operation === undefined
        ? [...counts.values()].reduce((sum, count) => sum + count, 0)
        : (counts.get(operation) ?? 0),
    counts: () => Object.fromEntries(counts),
    inFlight: () => running,
    recent: (limit = kept) => records.slice(Math.max(0, records.length - Math.min(limit, kept))),
    clear: () => {
      records = []
      counts.clear()
    },
    open: (record) => {
      running += 1
      counts.set(record.operation, (counts.get(record.operation) ?? 0) + 1)
      records.push(record)
      // Dropping half at once keeps the cost per call constant.
      if (records.length > 2 * kept) records = records.slice(-kept)
    },
    close: (record) => {
      running -= 1
      record.inputText = record.inputText.slice(0, keptCharacters)
    },
  }
}
