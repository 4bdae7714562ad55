import type { Change } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isMissing, tallyOf, textOf } from '../read-value.ts'
import { isList, type Value } from '../state.ts'
import type { Apply, Shape } from './shape.ts'

export type TextChange = Extract<
  Change,
  { kind: 'join' | 'lower_case' | 'upper_case' | 'favorite' | 'split' }
>

/** Changes that make a text. */
export function textChange(change: TextChange, { type }: Shape): Apply {
  switch (change.kind) {
    case 'join': {
      const parts = change.of.map(compileSource)
      return (before, scene) => {
        const found = parts.map((part) => part(scene)).filter((raw) => !isMissing(raw))
        return found.length === 0 ? before : found.flatMap(listed).join(change.with)
      }
    }
    case 'lower_case':
      return (before) => eachText(before, type, (text) => text.toLowerCase())
    case 'upper_case':
      return (before) => eachText(before, type, (text) => text.toUpperCase())
    case 'favorite': {
      const read = compileSource(change.of)
      return (before, scene) => favorite(tallyOf(read(scene))) ?? before
    }
    case 'split': {
      const total = change.shares.reduce((sum, { weight }) => sum + weight, 0)
      return (before, { visitorId }) =>
        before ?? shareAt(change.shares, portionOf(visitorId) * total)
    }
  }
}

const listed = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.flatMap((item) => textOf(item) ?? []) : [textOf(raw) ?? []].flat()

/** In a set two texts may become one. */
function eachText(
  before: Value | undefined,
  type: Shape['type'],
  turn: (text: string) => string,
): Value | undefined {
  if (typeof before === 'string') return turn(before)
  if (!isList(before)) return before
  const turned = before.map((item) => (typeof item === 'string' ? turn(item) : item))
  return type === 'set' ? [...new Set(turned)] : turned
}

function favorite(tally: Record<string, number>): string | undefined {
  const entries = Object.entries(tally)
  entries.sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
  return entries[0]?.[0]
}

/** A number from 0 up to 1, evenly spread over visitors and always the same for one (FNV-1a). */
function portionOf(visitorId: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < visitorId.length; index += 1) {
    hash = Math.imul(hash ^ visitorId.charCodeAt(index), 0x01000193)
  }
  // Similar ids differ in the last bits only; this spreads them over all.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

function shareAt(
  shares: readonly { readonly value: string; readonly weight: number }[],
  point: number,
): string | undefined {
  let end = 0
  for (const { value, weight } of shares) {
    end += weight
    if (point < end) return value
  }
  return shares.at(-1)?.value
}
