import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { codeOf } from './file-trouble.ts'

/** Whether a process runs. One that ended and that nobody has collected yet does not. */
export function isAlive(pid: number): boolean {
  // 0 and negative numbers address whole groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  return !isZombie(pid)
}

/**
 * Names a process for good: its number, which another program may have after a restart of the
 * machine or of a container, and when it began. Fit for a file name.
 */
export function markOf(pid: number): string {
  return `${pid}.${beginningOf(pid)}`
}

/** Whether the process of a mark runs. Where the system does not tell when it began, its number decides. */
export function isMarkedAlive(mark: string): boolean {
  const [number, beginning] = mark.split('.')
  const pid = Number(number)
  if (!isAlive(pid)) return false
  const now = beginningOf(pid)
  return now === '' || now === beginning
}

/** The command line of a process, its parts separated by blanks; empty when it cannot be read. */
export function commandLine(pid: number): string {
  const text = process.platform === 'linux' ? readProc(pid, 'cmdline') : askPs(pid, 'command')
  return text.replaceAll('\0', ' ').trim()
}

/** The folder that a process works in; undefined where the system does not tell. */
export function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function isZombie(pid: number): boolean {
  return /^[ZX]/.test(statusOf(pid))
}

function beginningOf(pid: number): string {
  if (process.platform !== 'linux') return askPs(pid, 'lstart').replace(/\W/g, '')
  const ticks = statusOf(pid).split(' ')[19]
  return ticks === undefined
    ? ''
    : `${ticks}-${readProc('sys', 'kernel/random/boot_id').slice(0, 8)}`
}

/** The fields of a process from its state on, on Linux. */
function statusOf(pid: number): string {
  // The name of the program, in parentheses, may hold anything.
  return readProc(pid, 'stat').replace(/^.*\) /s, '')
}

function readProc(pid: number | 'sys', file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function askPs(pid: number, what: string): string {
  return spawnSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout
}
