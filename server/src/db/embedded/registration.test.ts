import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { markOf } from './process-facts.ts'
import { register } from './registration.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outcrop-users-'))
})
afterEach(() => rmSync(data, { recursive: true }))

it('tells the last one that it is the last', () => {
  const one = register(data)
  const other = register(data)

  expect(one.leave()).toEqual([process.pid])
  expect(other.leave()).toEqual([])
})

it('counts living processes only', () => {
  const registration = register(data)
  const other = `${markOf(process.ppid)}.1`
  writeFileSync(join(data, 'postgres-users', other), '')
  writeFileSync(join(data, 'postgres-users', `${process.ppid}.of-an-earlier-process`), '')
  writeFileSync(join(data, 'postgres-users', '4194303.1'), '')
  writeFileSync(join(data, 'postgres-users', `${process.pid}.of-an-earlier-process`), '')

  expect(registration.leave()).toEqual([process.ppid])
  expect(readdirSync(join(data, 'postgres-users'))).toEqual([other])
})
