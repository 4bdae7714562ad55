import { z } from 'zod'

/** An S3 bucket of an account: its objects are the files of a folder, by their paths in it. */
export const bucketSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of an S3 bucket'),
  folder: z.string().min(1).describe('Made when something is stored, if it is not there.'),
})
