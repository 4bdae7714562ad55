import type { Source } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import type { Scene } from '../scene.ts'

/** A source as a value of one kind. What is there but of another kind is refused, so that traces say it. */
export function readOrRefuse<T>(
  source: Source,
  read: (raw: unknown) => T | undefined,
  kind: string,
): (scene: Scene) => T | undefined {
  const get = compileSource(source)
  return (scene) => {
    const raw = get(scene)
    if (raw === undefined || raw === null) return undefined
    const value = read(raw)
    if (value === undefined) scene.refuse(`${shown(raw)} is no ${kind}.`)
    return value
  }
}

/** A value as a reason quotes it. */
function shown(raw: unknown): string {
  const text = JSON.stringify(raw)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
