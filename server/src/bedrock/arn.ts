const region = '(?<region>[a-z0-9-]{1,20})'
const owned = `${region}:(?<account>\\d{12})`
const tenCharacters = '[0-9a-zA-Z]{10}'
const profileId = '[a-zA-Z0-9:.-]+'
const flow = `bedrock:${owned}:flow/(?<flow>${tenCharacters})`
const flowAlias = `${flow}/alias/(?<alias>${tenCharacters})`

/** What follows the partition, by kind. Named groups are the ids that calls are made with. */
const tails = [
  // The account is empty because these belong to AWS.
  [
    'foundation-model',
    `bedrock:${region}::foundation-model/(?<model>[a-z0-9-]{1,63}\\.[a-z0-9.:-]+)`,
  ],
  ['inference-profile', `bedrock:${owned}:inference-profile/(?<profile>${profileId})`],
  [
    'application-inference-profile',
    `bedrock:${owned}:application-inference-profile/(?<profile>${profileId})`,
  ],
  ['provisioned-model', `bedrock:${owned}:provisioned-model/(?<provisioned>[a-z0-9]{12})`],
  [
    'custom-model-deployment',
    `bedrock:${owned}:custom-model-deployment/(?<deployment>[a-z0-9]{12})`,
  ],
  ['imported-model', `bedrock:${owned}:imported-model/(?<imported>[a-z0-9]{12})`],
  ['prompt-router', `bedrock:${owned}:(?:default-)?prompt-router/(?<router>${profileId})`],
  // Models of the Bedrock Marketplace run on an endpoint that carries the name of another service.
  [
    'marketplace-endpoint',
    `sagemaker:${owned}:endpoint/(?<endpoint>[a-zA-Z0-9][a-zA-Z0-9-]{0,62})`,
  ],
  ['prompt', `bedrock:${owned}:prompt/(?<prompt>${tenCharacters})(?::(?<version>\\d{1,5}))?`],
  ['flow', flow],
  ['flow-alias', flowAlias],
  ['flow-execution', `${flowAlias}/execution/(?<execution>[a-zA-Z0-9-]{1,36})`],
  ['agent', `bedrock:${owned}:agent/(?<agent>${tenCharacters})`],
  [
    'agent-alias',
    `bedrock:${owned}:agent-alias/(?<agent>${tenCharacters})/(?<alias>${tenCharacters})`,
  ],
  ['guardrail', `bedrock:${owned}:guardrail/(?<guardrail>[a-z0-9]+)`],
  ['knowledge-base', `bedrock:${owned}:knowledge-base/(?<knowledgeBase>${tenCharacters})`],
  ['role', `iam::(?<account>\\d{12}):role/(?<role>[\\w+=,.@/-]{1,512})`],
  [
    'lambda-function',
    `lambda:${owned}:function:(?<function>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?`,
  ],
] as const

export type ArnKind = (typeof tails)[number][0]

export interface Arn {
  readonly kind: ArnKind
  readonly partition: string
  /** Empty for IAM roles, which are global. */
  readonly region: string
  /** Empty for foundation models. */
  readonly account: string
  /** The parts of the resource by name, such as `flow` and `alias`. */
  readonly ids: Readonly<Record<string, string>>
}

const patterns = tails.map(([kind, tail]) => ({
  kind,
  pattern: new RegExp(`^arn:(?<partition>aws(?:-[a-z0-9-]+)?):${tail}$`),
}))

/** Reads an ARN of a kind that Bedrock has to do with; undefined for anything else. */
export function parseArn(text: string): Arn | undefined {
  for (const { kind, pattern } of patterns) {
    const groups = pattern.exec(text)?.groups
    if (!groups) continue
    const { partition = '', region = '', account = '', ...ids } = groups
    return { kind, partition, region, account, ids: present(ids) }
  }
  return undefined
}

/** Without the groups that took no part in the match; they are undefined, whatever their type says. */
function present(ids: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(ids).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}
