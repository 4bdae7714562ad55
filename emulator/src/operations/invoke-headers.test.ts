import {
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type InvokeModelCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { ids, titanBody } from '../testing/family-bodies.ts'
import { textWith } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

/** Its members go out as headers, also those that the types of the SDK would not let pass. */
const input = (parts: object): InvokeModelCommandInput =>
  Object.assign({ modelId: ids.titan, contentType: 'application/json', body: JSON.stringify(titanBody) }, parts) // prettier-ignore
const client = () => runtimeClient(emulator())
const enumOf = (member: string, values: string) => `Value 'OTHER' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values}]` // prettier-ignore

it.each([
  ['trace', { trace: 'OTHER' }, enumOf('trace', 'ENABLED, DISABLED, ENABLED_FULL')],
  ['service tier', { serviceTier: 'OTHER' }, enumOf('serviceTier', 'priority, default, flex, reserved')],
  ['latency', { performanceConfigLatency: 'OTHER' }, enumOf('performanceConfigLatency', 'standard, optimized')],
  ['metadata that are no JSON', { requestMetadata: 'run=1' }, "Value at 'requestMetadata' failed to satisfy constraint"],
  ['metadata in other characters', { requestMetadata: '{"run":"a<b"}' }, 'Map keys and values must satisfy constraint'],
  ['metadata beyond 8,500 characters', { requestMetadata: JSON.stringify({ a: 'x'.repeat(8500) }) }, 'length less than or equal to 8500'],
])('refuses another %s', async (_, parts, message) => {
  const refused = { name: 'ValidationException', status: 400, message: textWith(message) }
  expect(await failureOf(client().send(new InvokeModelCommand(input(parts))))).toMatchObject(refused)
  const streamed = client().send(new InvokeModelWithResponseStreamCommand(input(parts)))
  expect(await failureOf(streamed)).toMatchObject(refused)
}) // prettier-ignore

it('tells back how the call was served', async () => {
  const parts = { serviceTier: 'flex', performanceConfigLatency: 'standard', requestMetadata: '{"run":"run_1"}' } // prettier-ignore
  const served = { serviceTier: 'flex', performanceConfigLatency: 'standard' }
  expect(await client().send(new InvokeModelCommand(input(parts)))).toMatchObject(served)
  const stream = await client().send(new InvokeModelWithResponseStreamCommand(input(parts)))
  expect(stream).toMatchObject(served)
  await stream.body?.[Symbol.asyncIterator]().return?.()
})
