import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { readJsonObject } from './read-json-object.ts'

const folder = mkdtempSync(join(tmpdir(), 'outcrop-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

const nothing = Readable.from([])
function fileOf(content: string): string {
  const path = join(folder, 'given.json')
  writeFileSync(path, content)
  return path
}

it('reads a file that begins with a mark of its byte order, as some shells write it', async () => {
  expect(await readJsonObject(fileOf('\uFEFF{"name":"x"}'), nothing)).toEqual({ name: 'x' })
})

it.each(['{"name":', '[1]', ''])('names the file that holds %j', async (content) => {
  const path = fileOf(content)
  await expect(readJsonObject(path, nothing)).rejects.toThrow(`The file ${path} is not`)
})

it('speaks of the input where there is no file', async () => {
  await expect(readJsonObject('-', Readable.from(['{']))).rejects.toThrow('The input is not valid JSON') // prettier-ignore
})
