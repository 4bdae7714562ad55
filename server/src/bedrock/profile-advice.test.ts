import { expect, test } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const world = emulated()
const signal = new AbortController().signal
const sonnet = 'anthropic.claude-sonnet-4-20250514-v1:0'
const ask = (model: string, connection = world.connection()) =>
  problemFrom(world.bedrock.converse(connection, { model, messages: [{ role: 'user', text: 'Hello' }], inference: {} }, { signal })) // prettier-ignore

test('a model that needs a profile is refused with the profiles that lead to it', async () => {
  const problem = await ask(sonnet)
  expect(problem).toMatchObject({ code: 'needs-inference-profile', aws: { code: 'ValidationException' } }) // prettier-ignore
  expect(problem.remedy).toContain(`us.${sonnet}`)
  expect(problem.remedy).toContain('application-inference-profile/emulator0app')
  // What is named there can be called.
  const request = { model: `us.${sonnet}`, messages: [{ role: 'user' as const, text: 'Hello' }], inference: {} } // prettier-ignore
  await world.bedrock.converse(world.connection(), request, { signal })
})

test('the raw call says so as well, and AWS is asked once', async () => {
  const connection = world.connection()
  await ask(sonnet, connection)
  const listed = world.emulator.calls.count('ListInferenceProfiles')
  const raw = { model: sonnet, body: '{}', contentType: 'application/json', accept: 'application/json' } // prettier-ignore
  const problem = await problemFrom(world.bedrock.invokeModel(connection, raw, { signal }))
  expect(problem.remedy).toContain(`us.${sonnet}`)
  expect(world.emulator.calls.count('ListInferenceProfiles')).toBe(listed)
})

test('when no profile leads to the model it says that', async () => {
  const message = 'Invocation of model ID some.model-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.' // prettier-ignore
  world.emulator.faults.set([{ operation: 'Converse', error: 'ValidationException', message }])
  expect((await ask('some.model-v1:0')).remedy).toContain('No inference profile in us-east-1 leads to some.model-v1:0')
}) // prettier-ignore

test('without the permission to list profiles the usual remedy stays', async () => {
  world.emulator.faults.set([{ operation: 'ListInferenceProfiles', error: 'AccessDeniedException' }]) // prettier-ignore
  const problem = await ask(sonnet)
  expect(problem).toMatchObject({ code: 'needs-inference-profile' })
  expect(problem.remedy).toContain('Choose an inference profile')
})
