import type { Role } from '@outcrop/contract'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { createHttpServer, type HttpServerOptions } from '../server.ts'
import type { Change, Gate } from '../gate.ts'

export interface TestServer {
  readonly app: FastifyInstance
  /** Changes that were recorded, oldest first. */
  readonly changes: Change[]
  /** What was logged at error level, oldest first. */
  readonly errors: unknown[]
}

/** A server whose API keys are the names of roles, and whose cookie "role=…" signs in, unless told otherwise. */
export async function testServer(
  options: Partial<HttpServerOptions> = {},
  authenticate: Gate['authenticate'] = roleOf,
): Promise<TestServer> {
  const changes: Change[] = []
  const errors: unknown[] = []
  let tries = 0
  const app = await createHttpServer({
    config: { https: false, trustProxy: false, version: '0.0.0' },
    access: {
      authenticate,
      recordChange: (change) => {
        changes.push(change)
        return Promise.resolve()
      },
    },
    tries: {
      countTry: (_address, windowMs) => Promise.resolve({ current: ++tries, ttl: windowMs }),
    },
    log: { error: (...words: unknown[]) => void errors.push(words) },
    intake: () => undefined,
    features: [],
    consoleFolder: null,
    ready: () => Promise.resolve({ ready: true, reasons: [] }),
    metrics: new Registry(),
    ...options,
  })
  return { app, changes, errors }
}

const roleNames: Record<string, Role> = {
  'Bearer owner': 'owner',
  'Bearer admin': 'admin',
  'Bearer builder': 'builder',
  'Bearer reviewer': 'reviewer',
  'Bearer viewer': 'viewer',
  'role=owner': 'owner',
}

const roleOf: Gate['authenticate'] = ({ authorization, cookie }) => {
  const role = roleNames[authorization ?? cookie ?? '']
  if (!role) return Promise.resolve(null)
  const actor = { type: 'api_key', id: role, name: role } as const
  return Promise.resolve({ organizationId: 'org_1', role, actor })
}
