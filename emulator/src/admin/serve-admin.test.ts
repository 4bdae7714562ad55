import { ListFoundationModelsCommand } from '@aws-sdk/client-bedrock'
import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { controlClient, runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textLike } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
afterEach(() => emulator().faults.clear())

const nova = 'amazon.nova-micro-v1:0'
const say = (text = 'hello', modelId = nova) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text }] }] })
const send = (command = say(), options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator(), options).send(command)

describe('the control door', () => {
  const faultsUrl = () => `${emulator().url}/_emulator/faults`

  it('shows, replaces and clears faults', async () => {
    const put = await fetch(faultsUrl(), {
      method: 'PUT',
      body: JSON.stringify([{ error: 'ThrottlingException' }]),
    })
    expect(put.status).toBe(200)
    expect((await failureOf(send())).name).toBe('ThrottlingException')
    expect(await (await fetch(faultsUrl())).json()).toEqual({
      faults: [{ error: 'ThrottlingException' }],
    })
    expect((await fetch(faultsUrl(), { method: 'DELETE' })).status).toBe(204)
    expect((await send()).stopReason).toBe('end_turn')
  })

  it('refuses faults that are not valid, and changes nothing', async () => {
    emulator().faults.set([{ model: 'none', hang: true }])
    for (const body of ['[{"model":"x"}]', '{', '[{"error":"Nonsense"}]', '[{"hangs":true}]']) {
      const response = await fetch(faultsUrl(), { method: 'PUT', body })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        message: textLike(/^The faults were not changed\./),
      })
    }
    expect(emulator().faults.list()).toEqual([{ model: 'none', hang: true }])
  })

  it('tells what was called', async () => {
    await fetch(`${emulator().url}/_emulator/calls`, { method: 'DELETE' })
    await send(say('remember me'))
    await controlClient(emulator()).send(new ListFoundationModelsCommand({}))
    const report: unknown = await (await fetch(`${emulator().url}/_emulator/calls?limit=5`)).json()
    expect(report).toMatchObject({
      total: 2,
      counts: { Converse: 1, ListFoundationModels: 1 },
      in_flight: 0,
      recent: [
        { operation: 'Converse', inputText: 'remember me', modelId: nova, status: 200 },
        { operation: 'ListFoundationModels' },
      ],
    })
  })

  it('answers 404 to anything else', async () => {
    expect((await fetch(`${emulator().url}/_emulator/nothing`)).status).toBe(404)
  })
})
