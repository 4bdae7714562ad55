import { idPrefixes, type IdKind } from '@outcrop/contract'
import { uuidv7obj } from 'uuidv7'

/** A new id of this kind. Ids of one process sort by the order in which they were made. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${uuidv7obj().toHex()}`
}

/** What the ids of a kind begin with that are made at a time: those made before it sort before it. */
export const beginningOfId = (kind: IdKind, time: Date): string =>
  `${idPrefixes[kind]}_${time.getTime().toString(16).padStart(12, '0')}`

/** The last time that PostgreSQL reads as we write it; an id that nobody made may claim any. */
const lastTime = Date.UTC(9999, 0)

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Math.min(lastTime, Number.parseInt(id.slice(4, 16), 16)))
}
