import { readdirSync, readFileSync } from 'node:fs'

/** Ticks of the CPU clock in a second, as Linux shows times in /proc on every usual machine. */
const ticksPerSecond = 100

/** The fields of /proc/PID/stat after the name, which may hold spaces itself. */
function statOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

/** CPU seconds of a process, with children that have ended. NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const [user, system, childUser, childSystem] = statOf(pid).slice(11, 15).map(Number)
  return ((user ?? NaN) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0)) / ticksPerSecond
}

/** CPU seconds of a process and of the processes that it started, such as PostgreSQL's. */
export function treeCpuSeconds(pid: number): number {
  const children = readdirSync('/proc').filter((one) => /^\d+$/.test(one) && statOf(one)[1] === String(pid)) // prettier-ignore
  const all = [pid, ...children.map(Number)].map(cpuSeconds)
  return all.filter((seconds) => !Number.isNaN(seconds)).reduce((sum, one) => sum + one, 0)
}

/** Memory of a process that is really in use, in megabytes. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
