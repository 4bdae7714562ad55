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

/** The command line of a process, its parts separated by blanks; empty when it cannot be read. */
export function commandLine(pid: number): string {
  const text = process.platform === 'linux' ? readProc(pid, 'cmdline') : askPs(pid)
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
  // The name of the program, in parentheses, may hold anything; the state follows it.
  return /^.*\) [ZX]/s.test(readProc(pid, 'stat'))
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function askPs(pid: number): string {
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}
