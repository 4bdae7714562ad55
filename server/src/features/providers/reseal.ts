import type { Db } from '../../db/db.ts'
import type { Seal } from '../../kernel/seal.ts'
import { replaceSealed, sealedAfter } from './sealed-store.ts'

export interface Resealed {
  /** How many secrets are sealed anew. */
  readonly done: number
  /** Providers whose secrets neither key opens, and why. */
  readonly locked: readonly { readonly id: string; readonly why: string }[]
}

const batch = 100

/**
 * Seals with the current master key what another one has sealed, of every organization. It may be
 * cut off and done again, and providers may be changed meanwhile.
 */
export async function resealProviders(db: Db, seal: Seal): Promise<Resealed> {
  const locked: { id: string; why: string }[] = []
  let done = 0
  let after = ''
  for (;;) {
    const rows = await sealedAfter(db, after, batch)
    const secrets = rows.flatMap(({ id, sealed }) => sealed.map((text) => ({ id, text })))
    for (const { id, text } of secrets) {
      if (!seal.needsRotation(text)) continue
      const opened = openOrWhy(seal, text, id)
      if ('why' in opened) locked.push({ id, ...opened })
      else if (await replaceSealed(db, id, text, seal.seal(opened.plain, id))) done += 1
    }
    after = rows.at(-1)?.id ?? ''
    if (rows.length < batch) return { done, locked }
  }
}

function openOrWhy(seal: Seal, sealed: string, id: string): { plain: string } | { why: string } {
  try {
    return { plain: seal.open(sealed, id) }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}
