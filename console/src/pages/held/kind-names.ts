import type { HeldKind } from '@outcrop/contract'

export const kindNames: Record<HeldKind, string> = { event: 'Events', stitch: 'Stitches' }
