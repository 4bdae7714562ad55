import { createHash } from 'node:crypto'
import { matchesPattern } from '../matches-pattern.ts'
import { faultSchema, isEffect, type Effects, type Fault, type FaultInput } from './fault-schema.ts'
import { matchesText } from './text-pattern.ts'
import { parseFaultHeader } from './parse-fault-header.ts'

/** What faults may look at. */
export type Subject = {
  operation: string
  modelId: string
  inputText: string
  accountId: string
  accessKeyId: string
  invocationId: string
}

/** The live handle on the faults of an emulator. */
export type Faults = {
  list: () => readonly Fault[]
  /** Replaces all faults. Throws ZodError when one is not valid. */
  set: (faults: readonly FaultInput[]) => void
  /** Adds a fault after the others; the returned function takes it away again. */
  add: (fault: FaultInput) => () => void
  clear: () => void
}

export type FaultBook = Faults & {
  /** The effects of all faults that strike now; of two that clash the earlier one decides. */
  strike: (subject: Subject, header: string | undefined) => Effects
}

const none: Effects = {}
const keptCounts = 100_000

export function createFaultBook(initial: readonly FaultInput[], random: () => number): FaultBook {
  let faults: Fault[] = initial.map((fault) => faultSchema.parse(fault))
  const counts = new Map<string, number>()
  const names = new WeakMap<Fault, string>()
  let named = 0
  const nameOf = (fault: Fault): string => {
    const name = names.get(fault) ?? `fault ${(named += 1)}`
    names.set(fault, name)
    return name
  }
  const strikes = (fault: Fault, subject: Subject, name: string): boolean =>
    matches(fault, subject) &&
    (fault.probability === undefined || random() < fault.probability) &&
    (fault.first === undefined ||
      countUp(counts, `${name} ${counted(fault, subject)}`) <= fault.first)
  return {
    list: () => faults,
    set: (next) => {
      faults = next.map((fault) => faultSchema.parse(fault))
    },
    add: (input) => {
      const fault = faultSchema.parse(input)
      faults = [...faults, fault]
      return () => {
        faults = faults.filter((each) => each !== fault)
      }
    },
    clear: () => {
      faults = []
    },
    strike: (subject, header) => {
      if (faults.length === 0 && header === undefined) return none
      const fromHeader = header === undefined ? [] : parseFaultHeader(header)
      const struck = [
        ...fromHeader.filter((fault) => strikes(fault, subject, header ?? '')),
        ...faults.filter((fault) => strikes(fault, subject, nameOf(fault))),
      ]
      return combine(struck)
    },
  }
}

/** A delay may join another effect; otherwise the first fault alone decides what happens. */
function combine(struck: readonly Fault[]): Effects {
  const delay = struck.find((fault) => fault.latency !== undefined)
  const rest = struck.find((fault) =>
    Object.keys(fault).some((key) => isEffect(key) && key !== 'latency'),
  )
  return { ...rest, ...(delay && { latency: delay.latency }) }
}

function matches(fault: Fault, subject: Subject): boolean {
  return (
    (fault.operation === undefined || matchesPattern(subject.operation, fault.operation)) &&
    (fault.model === undefined || matchesPattern(subject.modelId, fault.model)) &&
    (fault.account === undefined || fault.account === subject.accountId) &&
    (fault.accessKey === undefined || fault.accessKey === subject.accessKeyId) &&
    (fault.prompt === undefined || matchesText(subject.inputText, fault.prompt))
  )
}

function counted(fault: Fault, subject: Subject): string {
  if (fault.per === 'invocation') return subject.invocationId
  if (fault.per !== 'prompt') return ''
  return createHash('sha1').update(`${subject.modelId} ${subject.inputText}`).digest('base64')
}

function countUp(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  if (counts.size > keptCounts) {
    const [oldest = key] = counts.keys()
    counts.delete(oldest)
  }
  return count
}
