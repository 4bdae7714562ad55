type PromptArn = { region: string; accountId: string; id: string; version: string }

const pattern =
  /^arn:aws[a-z-]*:bedrock:([a-z0-9-]+):(\d{12}):prompt\/([0-9a-zA-Z]{10})(?::(\d{1,5}))?$/

/** Reads the ARN of a prompt or of a version of it. `:DRAFT` is no such ARN; no version means the draft. */
export function parsePromptArn(text: string): PromptArn | undefined {
  const [, region = '', accountId = '', id, version = 'DRAFT'] = pattern.exec(text) ?? []
  return id === undefined ? undefined : { region, accountId, id, version }
}

/** The ARN of a version of a prompt; that of the draft is the prompt's own. */
export function promptArn(
  place: { region: string; accountId: string },
  id: string,
  version: string,
): string {
  const arn = `arn:aws:bedrock:${place.region}:${place.accountId}:prompt/${id}`
  return version === 'DRAFT' ? arn : `${arn}:${version}`
}
