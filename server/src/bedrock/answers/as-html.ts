const entities: Record<string, string> = {
  '&quot;': '"', '&#34;': '"', '&#x22;': '"', '&#39;': "'", '&#x27;': "'", '&apos;': "'",
  '&lt;': '<', '&gt;': '>', '&amp;': '&', '&nbsp;': ' ',
} // prettier-ignore

/** A text that was escaped for a web page, unescaped once; undefined when its quotes are not. */
export function asHtml(text: string): string | undefined {
  if (!/\{\s*&(?:quot|#34|#x22);/i.test(text)) return undefined
  return text.replaceAll(/&(?:quot|apos|lt|gt|amp|nbsp|#34|#39|#x22|#x27);/gi, (entity) => entities[entity.toLowerCase()] ?? entity) // prettier-ignore
}
