import type { Writable } from 'node:stream'

/** Resolves once the writable takes more, or will never take anything again. */
export function whenWritable(target: Writable, hasRoom: boolean): Promise<void> {
  if (hasRoom || target.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      target.off('drain', done)
      target.off('close', done)
      resolve()
    }
    target.on('drain', done)
    target.on('close', done)
  })
}
