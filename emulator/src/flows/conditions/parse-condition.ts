import { readTokens, type Token } from './read-tokens.ts'

export type Operand = { input: string } | { value: string | number | boolean }
export type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<='
export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; inner: Condition }
  | { kind: 'compare'; comparison: Comparison; left: Operand; right: Operand }

/**
 * Reads a condition of a condition node, such as `total >= 100 and not (country == "NO")`. `not`
 * binds closest, then `and`, then `or`. Throws SyntaxError.
 */
export function parseCondition(expression: string): Condition {
  const tokens = readTokens(expression)
  let at = 0

  function next(): Token | undefined {
    at += 1
    return tokens[at - 1]
  }
  function skip(sign: string): boolean {
    const token = tokens[at]
    const isIt = token?.kind === 'sign' && token.text === sign
    if (isIt) at += 1
    return isIt
  }
  function either(): Condition {
    let left = both()
    while (skip('or')) left = { kind: 'or', left, right: both() }
    return left
  }
  function both(): Condition {
    let left = single()
    while (skip('and')) left = { kind: 'and', left, right: single() }
    return left
  }
  function single(): Condition {
    if (skip('not')) return { kind: 'not', inner: single() }
    if (!skip('(')) return comparison()
    const inner = either()
    if (!skip(')')) throw new SyntaxError('A parenthesis is not closed.')
    return inner
  }
  function comparison(): Condition {
    const left = operandOf(next())
    const sign = next()
    if (sign?.kind !== 'sign' || !isComparison(sign.text)) {
      throw new SyntaxError('Two values must be compared with ==, !=, >, >=, < or <=.')
    }
    return { kind: 'compare', comparison: sign.text, left, right: operandOf(next()) }
  }

  const condition = either()
  if (at < tokens.length) throw new SyntaxError('Something follows where the condition has ended.')
  return condition
}

function operandOf(token: Token | undefined): Operand {
  if (token?.kind === 'word') return { input: token.text }
  if (token?.kind === 'value') return { value: token.value }
  throw new SyntaxError('The name of an input, a text in ", a number, true or false is missing.')
}

function isComparison(text: string): text is Comparison {
  return ['==', '!=', '>', '>=', '<', '<='].includes(text)
}
