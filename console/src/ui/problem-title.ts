import { problemTable } from '@outcrop/contract'

const titles = new Map<string, string>(
  Object.entries(problemTable).map(([code, { title }]) => [code, title]),
)

/** What a problem code means in a few words; a code of a newer server stands for itself. */
export const problemTitle = (code: string): string => titles.get(code) ?? code

/** Every problem that a run can end with, as choices. */
export const problemChoices = Object.entries(problemTable)
  .filter(([, row]) => row.class !== 'api')
  .map(([value, row]) => ({ value, label: row.title }))
