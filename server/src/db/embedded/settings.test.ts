import { expect, it } from 'vitest'
import { settings } from './settings.ts'

const gibibyte = 2 ** 30
const endpoint = { port: 5432, socketFolder: '/data/postgres-socket' }

it.each([
  [0.064 * gibibyte, '16MB'],
  [2 * gibibyte, '256MB'],
  [64 * gibibyte, '1024MB'],
])('gives PostgreSQL an eighth of %d bytes of memory within limits', (memoryBytes, expected) => {
  expect(settings(endpoint, { memoryBytes, durable: true })['shared_buffers']).toBe(expected)
})

it('is durable unless told otherwise', () => {
  const durability = ({ fsync, synchronous_commit, full_page_writes }: Record<string, string>) => [
    fsync,
    synchronous_commit,
    full_page_writes,
  ]
  expect(durability(settings(endpoint, { memoryBytes: gibibyte, durable: true }))).toEqual([
    'on',
    'on',
    'on',
  ])
  expect(durability(settings(endpoint, { memoryBytes: gibibyte, durable: false }))).toEqual([
    'off',
    'off',
    'off',
  ])
})

it('listens on the socket or on the port, never on both', () => {
  const sizing = { memoryBytes: gibibyte, durable: true }
  expect(settings({ port: 5432, socketFolder: '/a, "b"' }, sizing)).toMatchObject({
    listen_addresses: '',
    unix_socket_directories: '"/a, ""b"""',
  })
  expect(settings({ port: 40001, socketFolder: undefined }, sizing)).toMatchObject({
    listen_addresses: '127.0.0.1',
    port: '40001',
    unix_socket_directories: '',
  })
})
