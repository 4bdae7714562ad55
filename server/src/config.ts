import { issueSentences, type Retention } from '@outcrop/contract'
import { availableParallelism } from 'node:os'
import { z } from 'zod'

const flag = (otherwise: boolean) =>
  z
    .enum(['on', 'off'], { error: 'must be "on" or "off"' })
    .default(otherwise ? 'on' : 'off')
    .transform((value) => value === 'on')

const whole = (otherwise: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .default(otherwise)
const port = (otherwise: number) => whole(otherwise, 0, 65_535)
const webAddress = z.url({ protocol: /^https?$/ })

/** Every setting that Outcrop takes from its environment, with its meaning and default. */
const environment = z.object({
  OUTCROP_PORT: port(4700).describe('Port of intake, API and console'),
  OUTCROP_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 for every network'),
  OUTCROP_URL: webAddress
    .optional()
    .describe('How people reach the console, such as https://outcrop.example.com'),
  OUTCROP_EMULATOR_PORT: port(4701).describe(
    'Port of the Bedrock emulator that `start` brings along',
  ),
  OUTCROP_EMULATOR_URL: webAddress
    .optional()
    .describe('An emulator that runs already; none is started then'),
  OUTCROP_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder of the embedded database and the secret key'),
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?|socket):/,
      'must be the address of a PostgreSQL, such as postgres://user:password@host:5432/outcrop',
    )
    .optional()
    .describe('A PostgreSQL 15 or newer to use instead of the embedded one'),
  OUTCROP_SECRET_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Master key that seals secrets; made at first start when absent'),
  OUTCROP_PREVIOUS_SECRET_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('The master key before, while what it sealed is being sealed anew'),
  OUTCROP_API_KEY: z
    .string()
    .regex(/^\S{16,500}$/, 'must have 16 to 500 characters and no spaces')
    .optional()
    .describe('An owner key for scripts'),
  OUTCROP_DEMO: flag(true).describe('Whether the first start makes a demo organization'),
  OUTCROP_EVENT_LOG: z.literal('postgres', 'must be "postgres" in this version').default('postgres').describe('Where the event log lives'), // prettier-ignore
  OUTCROP_EVENT_RETENTION_DAYS: whole(30, 1, 3650).describe('Days for which events are kept'),
  OUTCROP_RUN_RETENTION_DAYS: whole(90, 1, 3650).describe(
    'Days for which runs are kept after they ended',
  ),
  OUTCROP_FIGURES_RETENTION_DAYS: whole(400, 31, 3650).describe(
    'Days for which the figures of each hour are kept',
  ),
  OUTCROP_WORKER_RUNS: whole(1000, 1, 100_000).describe('Runs that one process works on at once'),
  OUTCROP_PROCESSORS: whole(Math.min(4, availableParallelism()), 1, 64).describe('Stream processors of one process; each but the first has a thread of its own'), // prettier-ignore
  OUTCROP_LEASE_S: whole(8, 2, 300).describe(
    'Seconds after which the work of a dead process is taken over',
  ),
  OUTCROP_INTAKE_QUEUE: whole(20_000, 1, 10_000_000).describe(
    'Requests that may wait to be stored; above it 503',
  ),
  OUTCROP_ALLOW_PRIVATE_NETWORKS: flag(false).describe('Whether deliveries may go to private, link-local and loopback addresses'), // prettier-ignore
  OUTCROP_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('What is logged'),
  OUTCROP_TRUST_PROXY: flag(false).describe(
    'Whether a proxy stands in front whose X-Forwarded-* headers are believed',
  ),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly url: string
  readonly emulatorPort: number
  readonly emulatorUrl: string | undefined
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly secretKey: string | undefined
  readonly previousSecretKey: string | undefined
  readonly apiKey: string | undefined
  readonly demo: boolean
  readonly retention: Retention
  readonly workerRuns: number
  readonly processors: number
  readonly leaseS: number
  readonly intakeQueue: number
  readonly allowPrivateNetworks: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly trustProxy: boolean
}

/** Reads the configuration from environment variables. Throws an Error with a line for each mistake. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  // An empty variable means "not set": that is how shells and compose files leave one out.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = environment.safeParse(set)
  if (!result.success)
    throw new Error(issueSentences(result.error.issues, 'environment').join('\n'))
  const given = result.data
  return {
    port: given.OUTCROP_PORT,
    host: given.OUTCROP_HOST,
    url: (given.OUTCROP_URL ?? `http://localhost:${given.OUTCROP_PORT}`).replace(/\/$/, ''),
    emulatorPort: given.OUTCROP_EMULATOR_PORT,
    emulatorUrl: given.OUTCROP_EMULATOR_URL,
    dataDir: given.OUTCROP_DATA,
    databaseUrl: given.DATABASE_URL,
    secretKey: given.OUTCROP_SECRET_KEY,
    previousSecretKey: given.OUTCROP_PREVIOUS_SECRET_KEY,
    apiKey: given.OUTCROP_API_KEY,
    demo: given.OUTCROP_DEMO,
    retention: {
      events_days: given.OUTCROP_EVENT_RETENTION_DAYS,
      runs_days: given.OUTCROP_RUN_RETENTION_DAYS,
      figures_days: given.OUTCROP_FIGURES_RETENTION_DAYS,
    },
    workerRuns: given.OUTCROP_WORKER_RUNS,
    processors: given.OUTCROP_PROCESSORS,
    leaseS: given.OUTCROP_LEASE_S,
    intakeQueue: given.OUTCROP_INTAKE_QUEUE,
    allowPrivateNetworks: given.OUTCROP_ALLOW_PRIVATE_NETWORKS,
    logLevel: given.OUTCROP_LOG_LEVEL,
    trustProxy: given.OUTCROP_TRUST_PROXY,
  }
}
