import type { Endpoint } from './endpoint.ts'

export interface Sizing {
  /** Memory that PostgreSQL and everything else share, in bytes. */
  readonly memoryBytes: number
  /** false: faster and not safe against power loss. For tests only. */
  readonly durable: boolean
}

const mebibyte = 1_048_576

/** The settings of the embedded PostgreSQL: sized for the machine, tuned for queues whose rows change often. */
export function settings(
  endpoint: Endpoint,
  { memoryBytes, durable }: Sizing,
): Record<string, string> {
  const sharedMb = Math.max(16, Math.floor(Math.min(1024, memoryBytes / mebibyte / 8)))
  return {
    ...addresses(endpoint),
    max_connections: '100',
    shared_buffers: `${sharedMb}MB`,
    max_wal_size: '4GB',
    wal_compression: 'on',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    jit: 'off',
    random_page_cost: '1.1',
    max_locks_per_transaction: '256',
    autovacuum_naptime: '10s',
    // A queue's table is small and rewritten all day: vacuum it by its changes, not by its size.
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.05',
    autovacuum_vacuum_cost_delay: '1ms',
    idle_in_transaction_session_timeout: '60s',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
}

function addresses({ port, socketFolder }: Endpoint): Record<string, string> {
  if (socketFolder === undefined) {
    return { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' }
  }
  return {
    listen_addresses: '',
    port: String(port),
    // Quoted, for a comma would separate two folders.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
}
