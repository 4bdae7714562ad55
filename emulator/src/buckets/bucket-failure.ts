/** Why S3 gave or took nothing, in its own words. */
export class BucketFailure extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.name = 'BucketFailure'
    this.code = code
  }
}
