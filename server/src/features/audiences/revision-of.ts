import { createHash } from 'node:crypto'
import type { AudienceRow } from './store.ts'

/** The same for the same audiences and conditions of a stream: under another one, visitors are asked again. */
export const revisionOf = (audiences: readonly Pick<AudienceRow, 'id' | 'condition'>[]): string =>
  createHash('sha256')
    .update(JSON.stringify(audiences.map(({ id, condition }) => [id, condition])))
    .digest('hex')
    .slice(0, 16)
