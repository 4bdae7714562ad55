import { expect, it } from 'vitest'
import { complaintIn, startupFailure } from './startup-failure.ts'

const places = { cluster: '/data/postgres', log: '/data/postgres.log' }

it('finds what made PostgreSQL give up', () => {
  const log = [
    '2026-01-01 00:00:00.000 UTC [7] LOG:  starting PostgreSQL 18.4',
    '2026-01-01 00:00:00.001 UTC [7] FATAL:  could not create lock file "postmaster.pid": No space left on device',
    '2026-01-01 00:00:00.002 UTC [7] LOG:  database system is shut down',
  ]
  expect(complaintIn(log.join('\n'))).toBe(
    'could not create lock file "postmaster.pid": No space left on device',
  )
})

it('finds what the loader of the binary complains about', () => {
  expect(
    complaintIn('postgres: error while loading shared libraries: libz.so.1: cannot open\n'),
  ).toContain('libz.so.1')
})

it.each([
  [
    'a port',
    [
      'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use',
      'HINT:  Is another postmaster already running on port 5433? If not, wait and retry.',
      'WARNING:  could not create listen socket for "127.0.0.1"',
      'FATAL:  could not create any TCP/IP sockets',
    ],
    'could not bind IPv4 address "127.0.0.1": Address already in use (port 5433)',
  ],
  [
    'a socket',
    [
      'LOG:  could not bind Unix address "/s/.s.PGSQL.5432": Operation not permitted',
      'WARNING:  could not create Unix-domain socket in directory "/s"',
      'FATAL:  could not create any Unix-domain sockets',
    ],
    'could not bind Unix address "/s/.s.PGSQL.5432": Operation not permitted',
  ],
])('finds why there is no address when it is %s', (_what, lines, words) => {
  const log = lines.map((line) => `2026-01-01 00:00:00.000 UTC [7] ${line}\n`).join('')
  expect(complaintIn(log)).toBe(words)
})

it('finds nothing in a log without a complaint', () => {
  expect(complaintIn('2026-01-01 00:00:00.000 UTC [7] LOG:  ready\n')).toBeUndefined()
})

it.each([
  ['could not write to file: No space left on device', 'Free some space there'],
  ['could not bind: Address already in use (port 5433)', 'End the program that uses this'],
  ['could not open file: Read-only file system', 'Make it writable'],
  ['data directory has wrong ownership', 'Give the folder to the user who runs PostgreSQL.'],
  ['could not map anonymous shared memory: Cannot allocate memory', 'Free some memory'],
  ['invalid checkpoint record', 'Read /data/postgres.log, where PostgreSQL says more.'],
])('says what to do about "%s"', (words, remedy) => {
  const { message } = startupFailure(places, words)
  expect(message).toContain(`PostgreSQL could not start in /data/postgres: ${words}. `)
  expect(message).toContain(remedy)
})
