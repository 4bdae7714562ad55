import { issueSentences } from '@outcrop/contract'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { Problem } from '../kernel/problem.ts'

const wholes: Record<string, string> = { params: 'path', querystring: 'query', body: 'body' }

/** Lets zod check path, query and body. What it refuses becomes one problem with a line for each fault. */
export const validateParts: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  const whole = wholes[httpPart] ?? httpPart
  const takesNothing = schema.safeParse(undefined).success
  return (sent: unknown) => {
    // Of a request without a body fastify says null.
    const data = takesNothing && sent === null ? undefined : sent
    if (isDeeper(data, maxDepth)) return { error: depthProblem(whole) }
    const parsed = schema.safeParse(data)
    if (!parsed.success) {
      const lines = issueSentences(parsed.error.issues, whole)
      return { error: new Problem('invalid-input', lines.join('\n')) }
    }
    return hasNul(parsed.data) ? { error: nulProblem(whole) } : { value: parsed.data }
  }
}

/** Far more than anybody needs, and far less than the stack of a schema that holds itself can bear. */
const maxDepth = 200

const depthProblem = (whole: string) =>
  new Problem('invalid-input', `${whole}: objects and lists lie more than ${maxDepth} deep in each other.`, { remedy: 'Make it flatter and send it again.' }) // prettier-ignore

function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return limit === 0 || Object.values(value).some((member) => isDeeper(member, limit - 1))
}

const nulProblem = (whole: string) =>
  new Problem('invalid-input', `${whole}: holds the character U+0000, which cannot be stored.`)

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => name.includes('\0') || hasNul(member))
}
