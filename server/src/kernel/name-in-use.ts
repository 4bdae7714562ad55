import { Problem } from './problem.ts'

/** A name that another thing has; `sentence` says which, so that a form can say it at the field. */
export const nameInUse = (sentence: string): Problem =>
  new Problem('state-conflict', sentence, { remedy: 'Choose another name.', field: 'name' })
