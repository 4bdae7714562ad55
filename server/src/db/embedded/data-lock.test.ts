import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withDataLock } from './data-lock.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outcrop-lock-'))
})
afterEach(() => rmSync(data, { recursive: true }))

const lock = () => join(data, 'postgres-lock')

it('lets one after the other in', async () => {
  let inside = 0
  const most: number[] = []
  const work = async () => {
    inside += 1
    most.push(inside)
    await sleep(5)
    inside -= 1
  }

  await Promise.all([1, 2, 3, 4].map(() => withDataLock(data, () => undefined, work)))

  expect(most).toEqual([1, 1, 1, 1])
  expect(existsSync(lock())).toBe(false)
})

it('says whom it waits for', async () => {
  const logged: string[] = []
  const log = (text: string) => logged.push(text)

  await Promise.all([1, 2].map(() => withDataLock(data, log, () => sleep(5))))

  expect(logged).toEqual([
    `Waiting for process ${process.pid}, which starts or stops PostgreSQL in ${data}.`,
  ])
})

it('is free again after a failure', async () => {
  const failing = withDataLock(data, () => undefined, () => Promise.reject(new Error('no'))) // prettier-ignore
  await expect(failing).rejects.toThrow('no')

  expect(await withDataLock(data, () => undefined, () => Promise.resolve('in'))).toBe('in') // prettier-ignore
})

it.each([
  ['a process that is gone', '4194303.abc'],
  ['an earlier process with the same number', `${process.pid}.abc`],
  ['a process whose number is another program by now', `${process.ppid}.abc`],
])('takes the lock over from %s', async (_, mark) => {
  symlinkSync(mark, lock())

  expect(await withDataLock(data, () => undefined, () => Promise.resolve('in'))).toBe('in') // prettier-ignore
})
