import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { scriptSchema } from './answers/scripts.ts'
import { configurationSchema, type Configuration } from './configuration.ts'
import { isJsonObject, parseJson, type Json } from './json.ts'

/**
 * Reads and checks a configuration file. `scripts` in it may be the path of a second file,
 * relative to the first. Throws Error with the path and one line per mistake.
 */
export function readConfigurationFile(path: string): Configuration {
  const content = readJsonFile(path)
  if (!isJsonObject(content) || typeof content.scripts !== 'string') {
    return check(path, content, configurationSchema)
  }
  const scriptsPath = resolve(dirname(path), content.scripts)
  const scripts = check(scriptsPath, readJsonFile(scriptsPath), z.array(scriptSchema))
  return { ...check(path, { ...content, scripts: [] }, configurationSchema), scripts }
}

function check<Schema extends z.ZodType>(
  path: string,
  content: Json,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new Error(`The configuration ${path} is not valid.\n${z.prettifyError(parsed.error)}`)
}

function readJsonFile(path: string): Json {
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The configuration ${path} cannot be read as JSON: ${reason}`, { cause: error })
  }
}
