import { expect, it } from 'vitest'
import { parseLockFile } from './lock-file.ts'

const lines = ['4711', '/data/postgres', '1795486890', '5432', '/data/postgres-socket', '', '  5432001  98765', 'ready   ', ''] // prettier-ignore

it('reads where a running PostgreSQL listens', () => {
  expect(parseLockFile(lines.join('\n'))).toEqual({
    pid: 4711,
    cluster: '/data/postgres',
    endpoint: { port: 5432, socketFolder: '/data/postgres-socket' },
  })
})

it('reads a port without a socket', () => {
  expect(
    parseLockFile(lines.with(3, '40001').with(4, '').with(5, '127.0.0.1').join('\n'))?.endpoint,
  ).toEqual({
    port: 40001,
    socketFolder: undefined,
  })
})

it('knows no address while PostgreSQL is still writing the file', () => {
  expect(parseLockFile(lines.slice(0, 5).join('\n'))).toMatchObject({
    pid: 4711,
    endpoint: undefined,
  })
})

it.each(['', '\n', 'none\n/data', '-1\n/data', '0\n/data'])(
  'does not take %j for a lock file',
  (text) => {
    expect(parseLockFile(text)).toBeUndefined()
  },
)
