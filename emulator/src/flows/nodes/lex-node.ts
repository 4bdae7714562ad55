import type { Bot } from '../../bots/bot-schema.ts'
import { predictIntent } from '../../bots/predict-intent.ts'
import { AwsError } from '../../wire/aws-error.ts'
import { checkRole } from '../check-role.ts'
import { actionTrace } from './action-trace.ts'
import { textAt, type NodeRunner, type NodeTask } from './node-runner.ts'

/** Lets a bot of the account say which intent a text has. */
// eslint-disable-next-line @typescript-eslint/require-await -- the runner of a node is asynchronous, whatever it does
export const runLex: NodeRunner = async function* (task) {
  const { node, run, values } = task
  const { botAliasArn = '', localeId = '' } = node.configuration?.lex ?? {}
  const text = textAt(task, 'inputText')
  checkRole(run, [{ action: 'lex:RecognizeUtterance', resource: botAliasArn }])
  const bot = findBot(task, botAliasArn)
  if (!bot.localeIds.includes(localeId)) {
    throw failed(`The bot ${botAliasArn} does not speak the locale ${localeId}.`)
  }
  const predictedIntent = predictIntent(bot, text)
  yield actionTrace(task, {
    serviceName: 'Lex',
    operationName: 'RecognizeUtterance',
    operationRequest: {
      botAliasArn,
      localeId,
      inputText: text,
      requestAttributes: values.get('requestAttributes') ?? null,
      sessionAttributes: values.get('sessionAttributes') ?? null,
    },
    operationResponse: { predictedIntent },
  })
  return { outputs: { predictedIntent } }
}

function findBot({ run }: NodeTask, arn: string): Bot {
  const { account, region } = run.asker()
  const bot = account.bots.find(
    (each) =>
      each.region === region &&
      arn === `arn:aws:lex:${region}:${account.id}:bot-alias/${each.id}/${each.aliasId}`,
  )
  if (bot) return bot
  throw failed(`The bot alias ${arn} was not found.`)
}

function failed(message: string): AwsError {
  const members = { resourceName: 'Lex' }
  return new AwsError('DependencyFailedException', 424, message, { members })
}
