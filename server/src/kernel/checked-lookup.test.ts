import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { checkedLookup } from './checked-lookup.ts'

const seen: string[] = []
const noting = checkedLookup((host, address) => void seen.push(`${host} ${address}`))
const refusing = checkedLookup((host) => {
  throw new Error(`not ${host}`)
})

test('every address of a name is checked before one is given out', async () => {
  const address = await promisify(noting)('localhost', { family: 4 })
  expect([address, seen]).toEqual(['127.0.0.1', ['localhost 127.0.0.1']])
  const all = await promisify(noting)('localhost', { family: 4, all: true })
  expect(all).toEqual([{ address: '127.0.0.1', family: 4 }])
})

test('a refused address is not given out', async () => {
  await expect(promisify(refusing)('localhost', {})).rejects.toThrow('not localhost')
})

test('a name that nobody has fails as it does without a check', async () => {
  await expect(promisify(noting)('nobody.invalid', {})).rejects.toMatchObject({ syscall: 'getaddrinfo' }) // prettier-ignore
})
