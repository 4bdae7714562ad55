import { createContext, use, useEffect } from 'react'

/** Says what is wrong with a text at a place of a document; null when nothing is. */
type Report = (path: string, message: string | null) => void

/**
 * Texts in an editor that cannot be read as what they stand for. The document still holds what was
 * there before, so that it must not be saved as if it were what is written.
 */
export const BrokenTexts = createContext<Report>(() => undefined)

/** Reports a text for as long as it is on the page. */
export function useBrokenText(path: string, message: string | null): void {
  const report = use(BrokenTexts)
  useEffect(() => {
    report(path, message)
    return () => report(path, null)
  }, [report, path, message])
}
