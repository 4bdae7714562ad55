import type { Socket } from 'node:net'

/** A silent connection is closed after this time. */
const silenceMs = 60_000

/**
 * Tells HTTP/2 (its preface begins with `PRI`) from HTTP/1.1 by the first two bytes,
 * and leaves the socket as if nothing had been read.
 */
export function peekProtocol(socket: Socket, decide: (protocol: 'h1' | 'h2') => void): void {
  let seen: Buffer = Buffer.alloc(0)
  const onSilence = (): void => void socket.destroy()
  socket.setTimeout(silenceMs, onSilence)
  const onReadable = (): void => {
    const chunk: unknown = socket.read()
    if (!Buffer.isBuffer(chunk)) return
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk])
    if (seen.length < 2) return
    socket.off('readable', onReadable)
    socket.setTimeout(0)
    socket.off('timeout', onSilence)
    // Must happen here, while the stream is not yet flowing; later the bytes are lost for HTTP/2.
    socket.unshift(seen)
    decide(seen[0] === 0x50 && seen[1] === 0x52 ? 'h2' : 'h1')
  }
  socket.on('readable', onReadable)
}
