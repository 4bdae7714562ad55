const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Escapes text for the inside of an XML or HTML element. What XML forbids is replaced. */
export function xmlText(text: string): string {
  const allowed = text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
  return allowed.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
