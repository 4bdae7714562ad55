/** What the document says about all operations. */
export const about = `Outcrop puts Amazon Bedrock to work on customer events and business records.

**Credentials.** \`Authorization: Bearer KEY\` with an API key of the organization (console: API keys). The intake and what watches the server need none. What a role may do is said with each operation.

**Failures** are problem documents (RFC 9457): \`code\` for programs, \`detail\` for people, \`who\` must act, \`remedy\`, and \`retry\`. Where AWS is behind a failure, \`aws\` has its own words.

**Lists** take \`limit\` (1 to 200, 50 unless given) and \`cursor\`, and answer \`{ "items": […], "next": … }\`: \`next\` is the cursor of the next page, or null.

**Unknown members** of a body and unknown parameters of a query are refused, and named with what was probably meant. Maps whose keys are data hold what they like, and so do events.

**Values.** Ids are a prefix and 32 hexadecimal digits, and sort by age. Times are ISO-8601 in UTC. Money is a decimal string in US dollars. A duration says its unit in its name (\`timeout_s\`, \`latency_ms\`). A count of tokens that nobody knows is null, never 0. In a PATCH, what is left out stays as it is.`

/** What each part of the API is about, by the first segment of its paths. */
export const tagWords: Readonly<Record<string, string>> = {
  intake: 'Sending events, in the protocol of Tealium Collect. Needs no key',
  server: 'For what watches the server. Needs no key',
  me: 'Who is asking',
  'api-keys': 'Keys for scripts and the command line',
  audit: 'Who changed what',
  streams: 'Event streams, each named by an account and a profile',
  events: 'What was collected, and the answers that came back',
  traces: 'Everything that happens because of some events, live and afterwards',
  'data-sources': 'The sites, apps and systems that send events, each with a key',
  'unknown-sources': 'Keys that events carry and no data source has',
  'unsourced-events': 'Events that name no data source',
  specifications: 'What the events of one name should hold',
  feeds: 'Named conditions on events, on which automations start',
  visitors: 'Who events are about, with what is kept of them',
  attributes: 'Typed values of visitors and visits, and the enrichments that change them',
  audiences: 'Named conditions on visitors, who join and leave',
  erasures: 'What was erased of visitors',
  held: 'Events that are not applied yet, and stitches that failed',
  automations: 'A trigger and steps: a draft, and published versions that never change',
  actions: 'What a step can do',
  steps: 'Trying a step before it is published',
  runs: 'Executions of automations, with their steps and attempts',
  delays: 'Starts that wait for their time',
  'cooldown-groups': 'Automations that give way to each other',
  providers: 'Connections to Amazon Bedrock, each in one AWS account and region',
  'paused-targets': 'Models, prompts, flows and agents that AWS denies',
  services: 'Named model set-ups on providers',
  agents: 'Connected Bedrock agents, and conversations with them',
  usage: 'Calls, tokens and cost',
  budgets: 'Hard limits on cost',
  prices: 'What tokens cost',
  retention: 'How long things are kept',
}
