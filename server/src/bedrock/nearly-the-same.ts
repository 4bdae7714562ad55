/** Of some texts, the one that a text was probably meant to be: all but two characters in a row are the same. */
export function nearlyTheSame(text: string, others: readonly string[]): string | undefined {
  return others.find((other) => {
    const shorter = Math.min(text.length, other.length)
    let front = 0
    while (front < shorter && text[front] === other[front]) front += 1
    let back = 0
    while (back < shorter - front && text.at(-1 - back) === other.at(-1 - back)) back += 1
    return front + back >= Math.max(text.length, other.length) - 2
  })
}
