/** One HTTP request and its answer, the same for HTTP/1.1 and HTTP/2. */
export type Exchange = {
  readonly isHttp2: boolean
  readonly method: string
  /** Still percent-encoded, because signatures cover the encoded form. */
  readonly rawPath: string
  /** Without the question mark; still percent-encoded. */
  readonly rawQuery: string
  readonly header: (name: string) => string | undefined
  /** Rejects when the client breaks off, or with BodyTooLarge. */
  readonly readBody: (limitBytes: number) => Promise<Buffer>
  readonly start: (status: number, headers: Record<string, string>) => void
  /** Resolves when the client has room for more, or is gone. */
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly end: (bytes?: Uint8Array | string) => void
  /** Closes the whole connection after what was written, in the middle of the answer. */
  readonly drop: () => void
  /** Resets the whole connection at once. */
  readonly reset: () => void
  readonly isGone: () => boolean
  /** Calls back when the client is gone or served; the returned function unsubscribes. */
  readonly onGone: (listener: () => void) => () => void
}

/** The request path and query of a target such as `/model/x/converse?y=1`. */
export function splitTarget(target: string): { rawPath: string; rawQuery: string } {
  const mark = target.indexOf('?')
  if (mark < 0) return { rawPath: target, rawQuery: '' }
  return { rawPath: target.slice(0, mark), rawQuery: target.slice(mark + 1) }
}
