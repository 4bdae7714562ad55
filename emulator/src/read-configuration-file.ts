import { z } from 'zod'
import { configurationSchema, type Configuration } from './configuration.ts'
import { readJsonFile } from './read-json-file.ts'

/**
 * Reads and checks a configuration file. Parts of it may be in files of their own. Throws Error with the
 * path and one line per mistake.
 */
export function readConfigurationFile(path: string): Configuration {
  const parsed = configurationSchema.safeParse(readJsonFile(path))
  if (parsed.success) return parsed.data
  throw new Error(`The configuration ${path} is not valid.\n${z.prettifyError(parsed.error)}`)
}
