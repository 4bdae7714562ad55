import type { Agent } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { colors } from '../terminal/terminal.ts'
import { chatWithAgent } from './chat-with-agent.ts'
import { readJsonObject } from './read-json-object.ts'
import { agentNamed, providerNamed } from './things-named.ts'
import { pairs } from './option-values.ts'

const connectOptions = z.object({
  provider: z.string(),
  name: z.string().optional(),
  description: z.string().default(''),
})
const chatOptions = z.object({
  conversation: z.string().optional(),
  end: z.boolean().optional(),
  attribute: z.record(z.string(), z.string()).optional(),
  answerActions: z.string().optional(),
})

export function addAgents(program: Command, context: Context): void {
  const agents = program
    .command('agents')
    .summary('list agents, connect one, or talk with one')
    .description('Lists the Bedrock agents that are connected.')
  onRun(agents, context, async (session) => {
    await listAgents(session)
    return 0
  })

  const connect = agents
    .command('connect')
    .summary('connect an agent')
    .description(
      'Connects a Bedrock agent by the ARN of one of its aliases, which is looked at first.',
    )
    .argument(
      '<alias-arn>',
      'such as arn:aws:bedrock:us-east-1:123456789012:agent-alias/ABCD1234EF/GHIJ5678KL',
    ) // prettier-ignore
    .requiredOption(
      '--provider <provider>',
      'in the account and region of the agent, by its name or id',
    )
    .option('--name <name>', 'how it is called here; its name in AWS if left out')
    .option('--description <text>', 'what it is for')
  onRun(connect, context, async ({ client, terminal }) => {
    const { provider, name, description } = connectOptions.parse(connect.opts())
    const agent = await client.connectAgent({
      body: {
        provider_id: await providerNamed(client, provider),
        alias_arn: connect.args[0] ?? '',
        description,
        ...(name !== undefined && { name }),
      },
    })
    terminal.out(`${agent.id} is "${agent.name}", version ${agent.last_test.version ?? 'unknown'}.\nTalk with it: outcrop agents chat ${agent.id} "Hello"`) // prettier-ignore
    terminal.jsonLine({ ok: true, agent })
    return 0
  })

  addChat(agents, context)
}

function addChat(agents: Command, context: Context): void {
  const chat = agents
    .command('chat')
    .summary('say something to an agent')
    .description('Says one thing to an agent and prints what it answers while it comes.')
    .argument('<agent>', 'its name or id')
    .argument(
      '[message]',
      'what to say; left out to answer an action that a conversation waits for',
    )
    .option('--conversation <id>', 'go on with this conversation; a new one if left out')
    .option(
      '--attribute <name=value>',
      'hand this to the action groups of a new conversation; may be given more than once',
      pairs,
    ) // prettier-ignore
    .option(
      '--answer-actions <file>',
      'a JSON object with what to answer to actions that the agent hands over, by "Group.function"; - reads standard input. Without it you are asked',
    )
    .option('--end', 'end the session afterwards')
  onRun(chat, context, async (session) => {
    const [agent = '', text] = chat.args
    const { attribute, answerActions, ...options } = chatOptions.parse(chat.opts())
    if (text === undefined && options.conversation === undefined)
      throw usageFailure('There is nothing to say.', 'Add a message, or name a conversation that waits for the result of an action.') // prettier-ignore
    if (attribute && options.conversation !== undefined) {
      throw usageFailure(
        '--attribute belongs to a new conversation, and --conversation names one that has begun.',
        'Leave one of the two out.',
      )
    }
    const answers =
      answerActions === undefined ? null : await readJsonObject(answerActions, session.world.stdin)
    const agentId = await agentNamed(session.client, agent)
    return chatWithAgent(session, { agentId, text, ...options, attributes: attribute, answers })
  })
}

async function listAgents({ client, terminal }: Session): Promise<void> {
  const agents = await firstItems(10_000, (page) => client.listAgents({ query: page }))
  const none = 'No agents. Connect one with: outcrop agents connect ALIAS-ARN --provider NAME'
  terminal.out(agents.length === 0 ? none : table(headings, agents.map(rowOf)))
  terminal.jsonLine({ ok: true, agents })
}

const headings = ['AGENT', 'NAME', 'STATE', 'PROVIDER', 'VERSION', 'MODEL', 'LAST TEST']

function rowOf({ id, name, state, provider, last_test }: Agent) {
  return [
    id,
    name,
    { text: state, paint: state === 'ready' ? colors.green : colors.red },
    provider.name,
    last_test.version ?? '–',
    last_test.foundation_model ?? '–',
    shortTime(last_test.tested_at),
  ]
}
