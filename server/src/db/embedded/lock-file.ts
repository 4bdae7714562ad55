import type { Endpoint } from './endpoint.ts'

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export interface LockFile {
  readonly pid: number
  readonly cluster: string
  /** Undefined while it is starting. */
  readonly endpoint: Endpoint | undefined
}

/** Reads `postmaster.pid`: pid, cluster, start time, port, socket folder, address, memory, status. */
export function parseLockFile(text: string): LockFile | undefined {
  const [pid = '', cluster = '', , port, socketFolder, , , status] = text.split('\n')
  if (!/^[1-9]\d*$/.test(pid)) return undefined
  // The lines are written one after the other; with the last one the others are true.
  const endpoint = status
    ? { port: Number(port), socketFolder: socketFolder || undefined }
    : undefined
  return { pid: Number(pid), cluster, endpoint }
}
