/** One session attribute while it is being written. */
export interface AttributeRow {
  readonly name: string
  readonly value: string
}

/** What is wrong with a name; null when nothing is. Empty ones are left out. */
export function nameFault(rows: readonly AttributeRow[], index: number): string | null {
  const name = rows[index]?.name ?? ''
  if (name !== '' && !/^[\w.-]{1,100}$/.test(name)) return 'Letters, digits and _ . - only.'
  const isTaken = name !== '' && rows.slice(0, index).some((row) => row.name === name)
  return isTaken ? 'There is one of this name above.' : null
}

export const attributesOf = (rows: readonly AttributeRow[]): Record<string, string> =>
  Object.fromEntries(rows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]))
