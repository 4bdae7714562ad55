const arnKinds = [
  'foundation-model',
  'inference-profile',
  'application-inference-profile',
  'provisioned-model',
  'imported-model',
  'custom-model-deployment',
  'prompt-router',
  'default-prompt-router',
] as const
type ArnKind = (typeof arnKinds)[number]

export type Identifier =
  { kind: 'id'; id: string } | { kind: ArnKind; region: string; accountId: string; id: string }

const arnPattern = /^arn:aws[a-z-]*:bedrock:([a-z0-9-]*):(\d{12})?:([a-z-]+)\/([a-zA-Z0-9.:-]+)$/

/** Reads what a caller wrote as `modelId`: a bare id or an ARN. Undefined when it is neither. */
export function parseIdentifier(text: string): Identifier | undefined {
  if (/^[a-zA-Z0-9.:-]+$/.test(text) && !text.startsWith('arn:')) return { kind: 'id', id: text }
  const [, region = '', accountId = '', name, id] = arnPattern.exec(text) ?? []
  const kind = arnKinds.find((each) => each === name)
  if (id === undefined || kind === undefined) return undefined
  return { kind, region, accountId, id }
}
