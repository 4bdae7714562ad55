/** Whether a statement failed because another row has the same name. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}
