export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'value'; value: string | number | boolean }
  | { kind: 'sign'; text: string }

const tokenPattern =
  /\s*(?:(?<sign>==|!=|>=|<=|[><()])|"(?<text>(?:[^"\\]|\\.)*)"|(?<number>-?\d+(?:\.\d+)?)|(?<word>[a-zA-Z]\w*))\s*/y

/** The tokens of a condition. Throws SyntaxError for characters that belong to none. */
export function readTokens(expression: string): Token[] {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < expression.length) {
    const at = tokenPattern.lastIndex
    const match = tokenPattern.exec(expression)
    if (!match) throw new SyntaxError(`“${expression.slice(at)}” is not understood.`)
    tokens.push(tokenOf(match.groups ?? {}))
  }
  return tokens
}

function tokenOf({ sign, text, number, word = '' }: Partial<Record<string, string>>): Token {
  if (sign !== undefined) return { kind: 'sign', text: sign }
  if (text !== undefined) return { kind: 'value', value: text.replace(/\\(.)/g, '$1') }
  if (number !== undefined) return { kind: 'value', value: Number(number) }
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
  if (word === 'and' || word === 'or' || word === 'not') return { kind: 'sign', text: word }
  return { kind: 'word', text: word }
}
