import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, fileTrouble } from './file-trouble.ts'

/** Makes the data folder when it is not there, and resolves its real path. */
export function openDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    return realpathSync(dataDir)
  } catch (error) {
    throw unusable(dataDir, codeOf(error) === 'ENOENT' ? (troubleAbove(dataDir) ?? error) : error)
  }
}

/** The one sentence for a data folder that cannot be written. */
export function unusable(folder: string, error: unknown): Error {
  return new Error(
    `The data folder ${folder} cannot be used: ${fileTrouble(error)}. Change that, or choose another folder with OUTCROP_DATA.`,
    { cause: error },
  )
}

/** Node says that the folder is not there, which is known, when its parent cannot be written. */
function troubleAbove(dataDir: string): unknown {
  let parent = dirname(resolve(dataDir))
  while (!existsSync(parent)) parent = dirname(parent)
  try {
    accessSync(parent, constants.W_OK)
    return undefined
  } catch (error) {
    return error
  }
}
