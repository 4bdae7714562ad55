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
  const written = path === '-' ? await text(stdin) : await readFile(path, 'utf8').catch(unreadable)
  const parsed = object.safeParse(parse(written))
  if (parsed.success) return parsed.data
  throw new InputError('The input is not one JSON object.', 'Put what is to be sent between { and }.') // prettier-ignore
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`The input is not valid JSON: ${reason}.`, 'Correct it and try again.')
  }
}

function unreadable(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new InputError(`The file cannot be read: ${reason}.`, 'Check its name and its permissions.')
}
