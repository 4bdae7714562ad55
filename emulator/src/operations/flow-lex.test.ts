import { expect, it } from 'vitest'
import type { Emulator } from '../index.ts'
import { allow } from '../testing/emulator-with.ts'
import { runFlowOf } from '../testing/flow-emulator.ts'
import { connections, end, node, start, type Definition } from '../testing/flow-parts.ts'
import { outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'
import { startFlows } from '../testing/start-flows.ts'

const botAliasArn = 'arn:aws:lex:us-east-1:111122223333:bot-alias/SHOPBOT001/LIVE000001'

const asking = (arn: string, localeId: string): Definition => ({
  nodes: [
    start('String'),
    node('Bot', 'Lex', {
      in: ['inputText'],
      out: ['predictedIntent'],
      lex: { botAliasArn: arn, localeId },
    }),
    end(),
  ],
  connections: connections(
    'Start.document -> Bot.inputText',
    'Bot.predictedIntent -> End.document',
  ),
})

const given = {
  flows: {
    ASKING0001: asking(botAliasArn, 'en_US'),
    GERMAN0001: asking(botAliasArn, 'de_DE'),
    NOBOT00001: asking(botAliasArn.replace('SHOPBOT001', 'OTHERBOT01'), 'en_US'),
  },
  account: {
    bots: [
      {
        id: 'SHOPBOT001',
        aliasId: 'LIVE000001',
        region: 'us-east-1',
        intents: [
          { name: 'ReturnProduct', utterances: ['send back', '/\\breturn(s|ed)?\\b/i'] },
          { name: 'TrackOrder', utterances: ['where is'] },
        ],
      },
    ],
  },
}
const emulator = runningEmulator(() => startFlows(given))

const errorOf = (flowId: string, of: Emulator = emulator()): Promise<unknown> =>
  runFlowOf(of, flowId, 'Hello').then(
    ({ error }) => error,
    (thrown: unknown) => thrown,
  )

it.each([
  ['I want to SEND BACK my shoes', 'ReturnProduct'],
  ['Can this be returned? And where is my order?', 'ReturnProduct'],
  ['Where is my order?', 'TrackOrder'],
  ['Good morning', 'FallbackIntent'],
])('finds the intent of “%s”', async (text, intent) => {
  const told = await runFlowOf(emulator(), 'ASKING0001', text)
  expect(outputsOf(told)).toEqual([{ node: 'End', document: intent }])
})

it.each([
  ['NOBOT00001', 'was not found'],
  ['GERMAN0001', 'does not speak the locale de_DE'],
])('fails without the bot or its locale: %s', async (flowId, message) => {
  const error = await errorOf(flowId)
  expect(error).toMatchObject({ name: 'DependencyFailedException', resourceName: 'Lex' })
  expect(String(error)).toContain(message)
})

it('needs the role to be allowed the bot', async () => {
  const enough = await startFlows({
    ...given,
    role: [allow('lex:RecognizeUtterance', botAliasArn)],
  })
  expect(await errorOf('ASKING0001', enough)).toBeUndefined()
  await enough.close()
  const less = await startFlows({ ...given, role: [allow('s3:*')] })
  expect(await errorOf('ASKING0001', less)).toMatchObject({ name: 'AccessDeniedException' })
  await less.close()
})
