import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCatalogue } from './faults/error-catalogue.ts'
import { readConfigurationFile } from './read-configuration-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('readConfigurationFile', () => {
  it('fills in defaults', () => {
    const configuration = readConfigurationFile(file('a.json', {}))
    expect(configuration.accounts[0]).toMatchObject({
      id: '111122223333',
      roles: [{ name: 'OutcropBedrock', externalId: 'outcrop-demo' }],
    })
    expect(configuration).toMatchObject({ latency: 0, faults: [], quotas: [], scripts: [] })
  })

  it('takes parts from files beside it, which may have parts of their own', () => {
    mkdirSync(join(folder, 'parts'), { recursive: true })
    file('parts/answer.json', { text: 'y' })
    file('parts/scripts.json', [{ prompt: 'x', answer: { $file: 'answer.json' } }])
    const path = file('b.json', { scripts: { $file: 'parts/scripts.json' } })
    expect(readConfigurationFile(path).scripts).toEqual([
      { model: '*', prompt: 'x', answer: { text: 'y' } },
    ])
  })

  it('looks for folders where the file is that names them', () => {
    mkdirSync(join(folder, 'texts'), { recursive: true })
    const bases = [{ id: 'KBTEXTS001', name: 'Texts', region: 'us-east-1', folder: 'texts' }]
    const path = file('c.json', { accounts: [{ id: '111122223333', knowledgeBases: bases }] })
    const [account] = readConfigurationFile(path).accounts
    expect(account?.knowledgeBases[0]?.folder).toBe(join(folder, 'texts'))
  })

  it.each<[string, unknown, RegExp]>([
    ['text that is no JSON', '{', /cannot be read as JSON/],
    [
      'a short account id',
      { accounts: [{ id: '12' }] },
      /must be 12 digits[\s\S]*accounts\[0\]\.id/,
    ],
    ['an unknown member', { fault: [] }, /fault/],
    [
      'a key that is given twice',
      {
        accounts: [
          { id: '111122223333', accessKeys: [{ id: 'AKIAEMULATOR00000001', secret: 'a' }] },
          { id: '444455556666', accessKeys: [{ id: 'AKIAEMULATOR00000001', secret: 'b' }] },
        ],
      },
      /AKIAEMULATOR00000001 is given twice/,
    ],
    [
      'an error that nobody knows',
      { faults: [{ error: 'NoSuchException' }] },
      /NoSuchException is not in the catalogue[\s\S]*faults\[0\]/,
    ],
    [
      'a part that does not exist',
      { scripts: { $file: 'none.json' } },
      /none\.json cannot be read/,
    ],
    [
      'a part that is the whole',
      { scripts: { $file: 'wrong.json' } },
      /wrong\.json refers to itself/,
    ],
    ['a bad address to forward to', { forward: { url: 'ollama', model: 'x' } }, /forward\.url/],
    [
      'a stranger in a trust policy',
      { accounts: [{ id: '111122223333', roles: [{ name: 'R', trusts: ['me'] }] }] },
      /must be \*, a 12-digit account id or an IAM ARN/,
    ],
  ])('refuses %s, and says where', (_, content, message) => {
    const path = file('wrong.json', content)
    expect(() => readConfigurationFile(path)).toThrow(message)
  })

  it('names the file in the complaint', () => {
    expect(() => readConfigurationFile('/nowhere/x.json')).toThrow('/nowhere/x.json')
  })
})

it('the shipped example is valid, and every error that the manual names exists', () => {
  const beside = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
  expect(readConfigurationFile(beside('example.json')).models).toHaveLength(1)
  const [, listed = ''] =
    /^Catalogue: ([^.]+)\.$/m.exec(readFileSync(beside('README.md'), 'utf8')) ?? []
  expect(listed.split(/,\s+/).sort()).toEqual([...errorCatalogue.keys()].sort())
})
