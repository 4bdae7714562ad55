import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planSend } from './plan.ts'
import { readState, stateWriter } from './state-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'outcrop-state-'))
afterAll(() => rmSync(folder, { recursive: true }))

const state = planSend(
  'hash',
  {
    url: 'http://a',
    settings: { batch: 10, concurrency: 1, skip: 0 },
    isResumed: false,
    statePath: '',
  },
  undefined,
)
const at = (up_to: number) => ({ ...state, acknowledged: { up_to, beyond: [] } })
const never = (reason: string) => expect.unreachable(reason)

describe('stateWriter', () => {
  it('keeps the latest state, leaves no half-written file, and removes it in the end', async () => {
    const path = join(folder, 'a.sending')
    const writer = stateWriter(path, never)
    for (let batch = 1; batch <= 50; batch += 1) writer.save(at(batch))
    await writer.settled()
    expect(readState(path)).toEqual(at(50))
    writer.save(at(51))
    await writer.remove()
    expect(readState(path)).toBeUndefined()
    expect(readdirSync(folder)).toEqual([])
  })

  it('tells when it cannot write', async () => {
    const reasons: string[] = []
    const writer = stateWriter(join(folder, 'missing', 'a.sending'), (reason) =>
      reasons.push(reason),
    )
    writer.save(at(1))
    await writer.settled()
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toContain('ENOENT')
  })
})

describe('readState', () => {
  it.each(['', 'nonsense', '{"outcrop_send":2}'])(
    'refuses a file that is something else: %j',
    (text) => {
      const path = join(folder, 'other.txt')
      writeFileSync(path, text)
      expect(() => readState(path)).toThrow('is not the state of an earlier send')
    },
  )
})
