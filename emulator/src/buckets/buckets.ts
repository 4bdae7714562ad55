import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Account } from '../accounts/account-schema.ts'
import { BucketFailure } from './bucket-failure.ts'

type Place = { account: Account; bucket: string; key: string }

/** What an object holds. Rejects with BucketFailure. */
export async function readObject(place: Place): Promise<string> {
  const bytes = await readFile(pathOf(place)).catch((error: unknown) => {
    throw isMissing(error)
      ? new BucketFailure('NoSuchKey', `The specified key does not exist: ${place.key}`)
      : unusable(place, error)
  })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BucketFailure('InvalidObject', `The object ${place.key} is no text in UTF-8.`)
  }
}

/** Puts a text where the object is, new or not, and tells its URI. Rejects with BucketFailure. */
export async function writeObject(place: Place, text: string): Promise<string> {
  const path = pathOf(place)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, 'utf8')
  } catch (error) {
    throw unusable(place, error)
  }
  return `s3://${place.bucket}/${place.key}`
}

/** S3 takes nearly any key; a folder takes only those that name a file inside of it. */
function pathOf({ account, bucket, key }: Place): string {
  const found = account.buckets.find(({ name }) => name === bucket)
  if (!found) {
    throw new BucketFailure('NoSuchBucket', `The specified bucket does not exist: ${bucket}`)
  }
  if (Buffer.byteLength(key) > 1024) {
    throw new BucketFailure('KeyTooLongError', 'Your key is too long: S3 takes 1,024 bytes.')
  }
  const steps = key.split('/')
  const isFile = steps.every((step) => !['', '.', '..'].includes(step) && !/[\\\0]/.test(step))
  if (isFile) return join(resolve(found.folder), ...steps)
  throw new BucketFailure('InvalidKey', `The key “${key}” names no file in a folder.`)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function unusable({ key }: Place, error: unknown): BucketFailure {
  const reason = error instanceof Error ? error.message : String(error)
  return new BucketFailure('InternalError', `The object ${key} cannot be reached: ${reason}`)
}
