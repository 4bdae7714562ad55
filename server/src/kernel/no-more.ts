import { Problem } from './problem.ts'

/** A place that has as many things as it takes. */
export const noMore = (place: string, most: number, things: string): Problem =>
  new Problem('state-conflict', `${place} has ${most} ${things} already, and takes no more.`, { remedy: `Delete ${things} that nobody needs any more.` }) // prettier-ignore
