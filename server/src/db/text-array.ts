const textOid = 25
const headerBytes = 20
/** Of no dimension, without nulls. */
const empty = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, textOid])

/**
 * A text[] as PostgreSQL stores it, to be passed as a parameter. Long texts full of quotes travel as
 * they are: nobody escapes them, and nobody takes the escapes out again.
 */
export function textArray(texts: readonly string[]): Buffer {
  if (texts.length === 0) return empty
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const array = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, headerBytes))
  const [dimensions, nulls, firstIndex] = [1, 0, 1]
  let at = 0
  for (const number of [dimensions, nulls, textOid, texts.length, firstIndex])
    at = array.writeInt32BE(number, at)
  texts.forEach((text, index) => {
    at = array.writeInt32BE(lengths[index] ?? 0, at)
    at += array.write(text, at)
  })
  return array
}
