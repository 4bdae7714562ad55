/** A part of a resource that differs from one to the next. */
export interface ArnId {
  /** What the id is of; it names the part in problems, too. */
  readonly name: string
  readonly pattern: string
  /** What it must be, for people. */
  readonly words: string
}

export interface ArnShape<Kind extends string = string> {
  readonly kind: Kind
  readonly service: string
  /** Whose it is: an account's in a region, AWS's own (no account), or an account's everywhere (no region). */
  readonly owner: 'account' | 'aws' | 'global'
  /** Fixed texts, and ids between them. */
  readonly resource: readonly (string | ArnId)[]
}

const id = (name: string, pattern: string, words: string): ArnId => ({ name, pattern, words })
const ten = (name: string) => id(name, '[0-9a-zA-Z]{10}', 'ten letters and digits')
const twelve = (name: string) => id(name, '[a-z0-9]{12}', 'twelve small letters and digits')
const named = (name: string) =>
  id(name, '[a-zA-Z0-9:.-]+', 'letters, digits, colons, dots and hyphens')

const shape = <const Kind extends string>(
  kind: Kind,
  resource: ArnShape['resource'],
  { service = 'bedrock', owner = 'account' }: Partial<ArnShape> = {},
): ArnShape<Kind> => ({ kind, resource, service, owner })

const lambda = { service: 'lambda' }
const functionId = id('function', '[a-zA-Z0-9-_.]+', 'letters, digits and _ . -')
const flow = ['flow/', ten('flow')]
const flowAlias = [...flow, '/alias/', ten('alias')]

/** What ARNs of each kind look like; a kind with an optional end has two shapes. */
export const arnShapes = [
  shape(
    'foundation-model',
    [
      'foundation-model/',
      id('model', '[a-z0-9-]{1,63}\\.[a-z0-9.:-]+', 'a vendor, a dot and a name in small letters, such as amazon.nova-lite-v1:0'), // prettier-ignore
    ],
    { owner: 'aws' },
  ),
  shape('inference-profile', ['inference-profile/', named('profile')]),
  shape('application-inference-profile', ['application-inference-profile/', named('profile')]),
  shape('provisioned-model', ['provisioned-model/', twelve('provisionedModel')]),
  shape('custom-model-deployment', ['custom-model-deployment/', twelve('deployment')]),
  shape('imported-model', ['imported-model/', twelve('importedModel')]),
  shape('prompt-router', ['prompt-router/', named('router')]),
  shape('prompt-router', ['default-prompt-router/', named('router')]),
  // Models of the Bedrock Marketplace run on an endpoint that carries the name of another service.
  shape(
    'marketplace-endpoint',
    ['endpoint/', id('endpoint', '[a-zA-Z0-9][a-zA-Z0-9-]{0,62}', 'up to 63 letters, digits and hyphens')], // prettier-ignore
    { service: 'sagemaker' },
  ),
  shape('prompt', ['prompt/', ten('prompt')]),
  shape('prompt', [
    'prompt/',
    ten('prompt'),
    ':',
    id('version', '\\d{1,5}', 'a number of up to five digits'),
  ]),
  shape('flow', flow),
  shape('flow-alias', flowAlias),
  shape('flow-execution', [
    ...flowAlias,
    '/execution/',
    id('execution', '[a-zA-Z0-9-]{1,36}', 'up to 36 letters, digits and hyphens'),
  ]),
  shape('agent', ['agent/', ten('agent')]),
  shape('agent-alias', ['agent-alias/', ten('agent'), '/', ten('alias')]),
  shape('guardrail', ['guardrail/', id('guardrail', '[a-z0-9]+', 'small letters and digits')]),
  shape('knowledge-base', ['knowledge-base/', ten('knowledgeBase')]),
  shape('role', ['role/', id('role', '[\\w+=,.@/-]{1,512}', 'letters, digits and + = , . @ / - _')], { service: 'iam', owner: 'global' }), // prettier-ignore
  shape('lambda-function', ['function:', functionId], lambda),
  shape(
    'lambda-function',
    ['function:', functionId, ':', id('qualifier', '(?:\\$LATEST|[a-zA-Z0-9-_]+)', '$LATEST, a version or an alias')], // prettier-ignore
    lambda,
  ),
] as const

export type ArnKind = (typeof arnShapes)[number]['kind']

export const partitionPattern = 'aws(?:-[a-z0-9-]+)?'
export const regionPattern = '[a-z0-9-]{1,20}'
export const accountPattern = '\\d{12}'
