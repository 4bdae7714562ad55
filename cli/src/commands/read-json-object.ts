import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { InputError } from '../terminal/input-error.ts'

const object = z.record(z.string(), z.unknown())

/** The JSON object in a file, or in standard input for `-`. What is in it, the server checks. */
export async function readJsonObject(
  path: string,
  stdin: Readable,
): Promise<Record<string, unknown>> {
  const what = path === '-' ? 'The input' : `The file ${path}`
  const written = path === '-' ? await text(stdin) : await readFile(path, 'utf8').catch(unreadable)
  const parsed = object.safeParse(parse(written, what))
  if (parsed.success) return parsed.data
  throw new InputError(`${what} is not one JSON object.`, 'Put what is to be sent between { and }.') // prettier-ignore
}

/** Some editors and shells begin a file with a mark of its byte order. */
function parse(written: string, what: string): unknown {
  try {
    return JSON.parse(written.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${what} is not valid JSON: ${reason}.`, 'Correct it and try again.')
  }
}

function unreadable(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new InputError(`The file cannot be read: ${reason}.`, 'Check its name and its permissions.')
}
