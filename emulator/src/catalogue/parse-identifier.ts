export type Identifier =
  { kind: 'id'; id: string } | { kind: ArnKind; region: string; accountId: string; id: string }

type ArnKind =
  'foundation-model' | 'inference-profile' | 'application-inference-profile' | 'provisioned-model'

const arnPattern = /^arn:aws[a-z-]*:bedrock:([a-z0-9-]*):(\d{12})?:([a-z-]+)\/([a-zA-Z0-9.:-]+)$/

/** Reads what a caller wrote as `modelId`: a bare id or an ARN. Undefined when it is neither. */
export function parseIdentifier(text: string): Identifier | undefined {
  if (/^[a-zA-Z0-9.:-]+$/.test(text) && !text.startsWith('arn:')) return { kind: 'id', id: text }
  const [, region = '', accountId = '', kind, id] = arnPattern.exec(text) ?? []
  if (id === undefined || !isArnKind(kind)) return undefined
  return { kind, region, accountId, id }
}

function isArnKind(kind: string | undefined): kind is ArnKind {
  return (
    kind === 'foundation-model' ||
    kind === 'inference-profile' ||
    kind === 'application-inference-profile' ||
    kind === 'provisioned-model'
  )
}
