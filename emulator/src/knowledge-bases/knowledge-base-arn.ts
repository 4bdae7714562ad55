type Place = { account: { id: string }; region: string }

/** A knowledge base may be named by id or by ARN. */
export function knowledgeBaseId(named: string): string {
  return named.slice(named.lastIndexOf('/') + 1)
}

/** The ARN of what is named by id or by ARN. */
export function knowledgeBaseArn(named: string, { account, region }: Place): string {
  if (named.startsWith('arn:')) return named
  return `arn:aws:bedrock:${region}:${account.id}:knowledge-base/${named}`
}
