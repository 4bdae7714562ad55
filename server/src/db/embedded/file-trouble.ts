const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left on its disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'its file system is read-only',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'a folder on the way to it, or what a symbolic link points to, is not there',
  ENOTDIR: 'a file is where a folder should be',
  EEXIST: 'a file is where a folder should be',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'its path is too long',
}

/** What an error of the file system means, as the middle of a sentence. */
export function fileTrouble(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return meanings[codeOf(error)] ?? error.message
}

/** The code of a system error, such as ENOENT; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
