import type { Finding } from '@outcrop/contract'
import { useCallback, useState } from 'react'

const none: readonly Finding[] = []

/** Collects what the texts of an editor report. */
export function useBrokenTexts() {
  const [broken, setBroken] = useState(none)
  const report = useCallback((path: string, message: string | null) => {
    setBroken((before) => {
      const others = before.filter((one) => one.path !== path)
      if (message !== null) return [...others, { path, message }]
      return others.length === before.length ? before : others
    })
  }, [])
  return { broken, report }
}
