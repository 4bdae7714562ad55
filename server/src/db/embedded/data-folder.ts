import { mkdirSync, realpathSync } from 'node:fs'
import { fileTrouble } from './file-trouble.ts'

/** Makes the data folder when it is not there, and resolves its real path. */
export function openDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    return realpathSync(dataDir)
  } catch (error) {
    throw unusable(dataDir, error)
  }
}

/** The one sentence for a data folder that cannot be written. */
export function unusable(folder: string, error: unknown): Error {
  return new Error(
    `The data folder ${folder} cannot be used: ${fileTrouble(error)}. Change that, or choose another folder with OUTCROP_DATA.`,
    { cause: error },
  )
}
