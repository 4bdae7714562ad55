import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isJsonObject, parseJson, type Json, type JsonObject } from './json.ts'

/**
 * A file of JSON in which `{"$file": "path"}` stands for what is in another one, and in which paths of
 * folders begin where the file is. Throws Error with the path of what cannot be read.
 */
export function readJsonFile(path: string, within: readonly string[] = []): Json {
  const own = resolve(path)
  if (within.includes(own)) throw new Error(`The configuration ${path} refers to itself.`)
  return unfolded(parsedFile(path), own, [...within, own])
}

function parsedFile(path: string): Json {
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The configuration ${path} cannot be read as JSON: ${reason}`, { cause: error })
  }
}

function unfolded(value: Json, path: string, within: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => unfolded(item, path, within))
  if (!isJsonObject(value)) return value
  const other = otherFile(value)
  if (other !== undefined) return readJsonFile(resolve(dirname(path), other), within)
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isFolder = name === 'folder' && typeof member === 'string'
      return [name, isFolder ? resolve(dirname(path), member) : unfolded(member, path, within)]
    }),
  )
}

function otherFile({ $file, ...rest }: JsonObject): string | undefined {
  return typeof $file === 'string' && Object.keys(rest).length === 0 ? $file : undefined
}
