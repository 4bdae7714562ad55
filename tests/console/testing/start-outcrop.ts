import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const readyWithinMs = 90_000

export interface Outcrop {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Signs in once. */
  readonly link: string
  /** The emulator that its demo provider calls. */
  readonly emulatorUrl: string
  stop(): Promise<void>
}

/** The whole product as `npm start` runs it, with a database of its own in a new folder unless it is given one. */
export async function startOutcrop(databaseUrl?: string): Promise<Outcrop> {
  if (!existsSync(join(root, 'console/dist/index.html'))) {
    throw new Error('The console has not been built. Run `npm run build` first.')
  }
  const [port, emulatorPort, data] = await Promise.all([
    freePort(),
    freePort(),
    mkdtemp(join(tmpdir(), 'outcrop-console-')),
  ])
  const inherited = { ...process.env }
  delete inherited['DATABASE_URL']
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main/start.ts'], {
    cwd: root,
    env: {
      ...inherited,
      OUTCROP_PORT: String(port),
      OUTCROP_EMULATOR_PORT: String(emulatorPort),
      OUTCROP_DATA: data,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
  })
  const stop = async () => {
    await ended(child)
    await rm(data, { recursive: true, force: true })
  }
  try {
    const link = await signInLink(child)
    const emulatorUrl = `http://127.0.0.1:${emulatorPort}`
    return { url: new URL(link).origin, link, emulatorUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function signInLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (why: string) => reject(new Error(`Outcrop ${why}:\n${output}`))
    const timer = setTimeout(() => fail('was not ready in time'), readyWithinMs)
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      const link = /Sign in once with:\s+(\S+)/.exec(output)?.[1]
      if (link === undefined) return
      clearTimeout(timer)
      resolve(link)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with code ${code ?? 'none'}`)
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await exit
  clearTimeout(timer)
}
