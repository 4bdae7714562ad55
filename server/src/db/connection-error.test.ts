import { expect, it } from 'vitest'
import { isConnectionError } from './connection-error.ts'

const failure = (code: string, message = 'it failed', more: object = {}) =>
  Object.assign(new Error(message), { code, ...more })

it.each([
  ['the connection was refused', failure('ECONNREFUSED')],
  ['the connection was reset', failure('ECONNRESET')],
  ['the other side has closed', failure('EPIPE')],
  ['nobody answers', failure('ETIMEDOUT')],
  ['the name is not resolved just now', failure('EAI_AGAIN')],
  ['the network is away', failure('ENETUNREACH')],
  ['the socket is not there', failure('ENOENT', 'connect ENOENT /s', { syscall: 'connect' })],
  ['an administrator ended it', failure('57P01')],
  ['another process crashed', failure('57P02')],
  ['it is starting up', failure('57P03')],
  ['a connection was idle for too long', failure('57P05')],
  ['a connection failed', failure('08006')],
  ['all connections are taken', failure('53300')],
  ['the disk is full', failure('53100')],
  ['it ended', new Error('Connection terminated unexpectedly')],
  [
    'the client is broken',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['the client is closed', new Error('Client was closed and is not queryable')],
  ['the pool waited too long', new Error('timeout exceeded when trying to connect')],
  ['the client waited too long', new Error('timeout expired')],
])('tries again when %s', (_why, error) => {
  expect(isConnectionError(error)).toBe(true)
})

it.each([
  ['the statement is wrong', failure('42601', 'syntax error at or near "selct"')],
  ['a row is there already', failure('23505')],
  ['a row refers to nothing', failure('23503')],
  ['the statement took too long', failure('57014')],
  ['the database was dropped', failure('57P04')],
  ['two transactions waited for each other', failure('40P01')],
  ['the password is wrong', failure('28P01')],
  ['a file is not there', failure('ENOENT', 'open ENOENT /f', { syscall: 'open' })],
  ['it has a code that is no text', Object.assign(new Error('it failed'), { code: 57 })],
  ['it is an ordinary error', new Error('no such customer')],
  ['it is no error', 'Connection terminated'],
  ['it is nothing', undefined],
])('does not try again when %s', (_why, error) => {
  expect(isConnectionError(error)).toBe(false)
})
