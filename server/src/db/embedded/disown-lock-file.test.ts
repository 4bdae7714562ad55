import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { disownLockFile } from './disown-lock-file.ts'

let cluster: string
beforeEach(() => {
  cluster = mkdtempSync(join(tmpdir(), 'outcrop-lock-file-'))
})
afterEach(() => rmSync(cluster, { recursive: true }))

const lockFile = () => join(cluster, 'postmaster.pid')
const textFor = (pid: number) =>
  `${pid}\n${cluster}\n1700000000\n5432\n\n\n  5432001  98765\nready   \n`

it('takes the number of another program out, and keeps the memory that PostgreSQL looks for', () => {
  writeFileSync(lockFile(), textFor(process.ppid))

  disownLockFile(cluster)

  expect(readFileSync(lockFile(), 'utf8')).toBe(textFor(process.pid))
})

it('leaves the number of a process that is gone to PostgreSQL', () => {
  writeFileSync(lockFile(), textFor(4_194_303))

  disownLockFile(cluster)

  expect(readFileSync(lockFile(), 'utf8')).toBe(textFor(4_194_303))
})

it('makes no file where there is none', () => {
  disownLockFile(cluster)

  expect(existsSync(lockFile())).toBe(false)
})
