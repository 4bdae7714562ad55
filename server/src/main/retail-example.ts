import { readFileSync } from 'node:fs'

/** What is in a JSON file of examples/retail. */
export function retailExample(file: string): unknown {
  const url = new URL(`../../../examples/retail/${file}`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8'))
}
