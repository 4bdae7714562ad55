const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g

/** The first key that valid JSON text gives twice in one object: the parser forgets one of the values. */
export function duplicateKey(text: string): string | undefined {
  const keys: (Set<string> | null)[] = []
  let last = ''
  for (const [symbol] of text.matchAll(token)) {
    if (symbol === '{') keys.push(new Set())
    else if (symbol === '[') keys.push(null)
    else if (symbol === '}' || symbol === ']') keys.pop()
    else if (symbol === ':') {
      const known = keys.at(-1)
      if (known?.has(last)) return last
      known?.add(last)
    } else last = plain(symbol)
  }
  return undefined
}

/** Two spellings of one key, such as `"a"` and `"\u0061"`, are the same key. */
function plain(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}
