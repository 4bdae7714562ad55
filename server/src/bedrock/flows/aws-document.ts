import type { FlowInputContent } from '@aws-sdk/client-bedrock-agent-runtime'

type Document = Exclude<FlowInputContent['document'], undefined>

/** A value as a document of AWS: what JSON can carry. Members without a value are left out. */
export function awsDocument(value: unknown): Document {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(awsDocument)
  if (typeof value !== 'object') return null
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, awsDocument(member)]))
}
