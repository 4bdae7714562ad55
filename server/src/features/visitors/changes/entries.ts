import type { Source, Within } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isRecord, itemsOf, numberOf } from '../read-value.ts'
import type { Scene } from '../scene.ts'
import { unitMs } from '../unit-ms.ts'

/** The items of a source, or of a timeline its entries, as far back as they count; undefined when it is not there. */
export function entriesOf(
  source: Source,
  within: Within,
): (scene: Scene) => readonly unknown[] | undefined {
  const read = compileSource(source)
  const span = within && within.value * unitMs[within.unit]
  return (scene) => {
    const raw = read(scene)
    if (raw === undefined || raw === null) return undefined
    const items = itemsOf(raw)
    if (span === undefined) return items
    return items.filter((entry) => isRecord(entry) && scene.at - (numberOf(entry['at']) ?? 0) <= span) // prettier-ignore
  }
}

/** What an entry of a timeline captured under a name. */
export function capturedIn(entry: unknown, name: string): unknown {
  const snapshot = isRecord(entry) ? entry['snapshot'] : undefined
  return isRecord(snapshot) && Object.hasOwn(snapshot, name) ? snapshot[name] : undefined
}
