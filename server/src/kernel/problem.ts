import {
  problemTable,
  type AwsWords,
  type ProblemCode,
  type ProblemDocument,
} from '@outcrop/contract'

export interface ProblemOptions {
  readonly aws?: AwsWords
  readonly cause?: unknown
  /** Overrides the remedy of the table when more is known. */
  readonly remedy?: string
  /** Overrides who must act by the table, where the same failure is somebody else's to mend. */
  readonly who?: ProblemDocument['who'] | undefined
  /** The member of the body that it is about, so that a form can say it there. */
  readonly field?: string
  /** How long AWS or the server asks to wait before the next try. */
  readonly retryAfterMs?: number
}

/** An expected failure. Anything else that is thrown is a defect. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly aws: AwsWords | undefined
  readonly remedy: string
  readonly who: ProblemDocument['who']
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.aws = options.aws
    this.remedy = options.remedy ?? problemTable[code].remedy
    this.who = options.who ?? problemTable[code].who
    this.field = options.field
    this.retryAfterMs = options.retryAfterMs
  }

  /** The problem as it is stored and sent. */
  toDocument(): ProblemDocument {
    const { title, status, retry } = problemTable[this.code]
    return {
      type: `urn:outcrop:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.message,
      who: this.who,
      remedy: this.remedy,
      retry,
      ...(this.field !== undefined && { field: this.field }),
      ...(this.aws && { aws: this.aws }),
    }
  }
}
