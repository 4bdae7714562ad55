import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { commandLine, isAlive, isMarkedAlive, markOf, workingFolder } from './process-facts.ts'

it('knows that this process is alive', () => {
  expect(isAlive(process.pid)).toBe(true)
})

it.each([0, -1, NaN, Infinity, 1.5, 4_194_303])('takes %d for no living process', (pid) => {
  expect(isAlive(pid)).toBe(false)
})

it('does not take a process for alive that ended and was not collected', async () => {
  // The shell becomes `sleep`, which never asks about the child that it inherited.
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (line) => resolve(Number(String(line)))),
  )
  const until = Date.now() + 5000
  while (isAlive(pid) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))

  expect(isAlive(pid)).toBe(false)
  parent.kill()
})

it('knows a process by its mark', () => {
  const mark = markOf(process.pid)

  expect(mark).toMatch(/^\d+\.[\w-]+$/)
  expect(markOf(process.pid)).toBe(mark)
  expect(isMarkedAlive(mark)).toBe(true)
  expect(isMarkedAlive(`${mark}.7`)).toBe(true)
  expect(isMarkedAlive(`${process.pid}.earlier`)).toBe(false)
  expect(isMarkedAlive('4194303.earlier')).toBe(false)
  expect(isMarkedAlive('nonsense')).toBe(false)
})

it('tells what a process runs, and where', async () => {
  const child = spawn('sleep', ['60'], { cwd: tmpdir() })
  await once(child, 'spawn')

  expect(commandLine(child.pid ?? 0)).toBe('sleep 60')
  if (process.platform === 'linux')
    expect(workingFolder(child.pid ?? 0)).toBe(realpathSync(tmpdir()))
  child.kill()
})
