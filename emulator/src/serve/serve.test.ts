import { connect } from 'node:net'
import { ListDataSourcesCommand } from '@aws-sdk/client-bedrock-agent'
import { ListSessionsCommand } from '@aws-sdk/client-bedrock-agent-runtime'
import { expect, it, vi } from 'vitest'
import { agentClient, agentRuntimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

it('refuses an operation that it does not have', async () => {
  const response = await fetch(`${emulator().url}/nothing/`, { method: 'POST' })
  expect(response.status).toBe(404)
  expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
  expect(await response.json()).toEqual({
    message: 'This emulator has no operation for POST /nothing/.',
  })
})

it('says which operation it lacks to every client of the SDK', async () => {
  const list = new ListDataSourcesCommand({ knowledgeBaseId: 'KB00000001' })
  expect(await failureOf(agentClient(emulator()).send(list))).toMatchObject({
    name: 'UnknownOperationException',
    message: 'This emulator has no operation for POST /knowledgebases/KB00000001/datasources/.',
  })
  const sessions = agentRuntimeClient(emulator()).send(new ListSessionsCommand({}))
  expect(await failureOf(sessions)).toMatchObject({
    name: 'UnknownOperationException',
    message: 'This emulator has no operation for POST /sessions/.',
  })
})

it('refuses a path that is not properly encoded', async () => {
  const response = await fetch(`${emulator().url}/model/%zz/converse`, { method: 'POST' })
  expect(response.status).toBe(400)
  expect(response.headers.get('x-amzn-errortype')).toBe('ValidationException')
})

it('refuses a body of more than 25 MB', async () => {
  const body = new Uint8Array(25_000_001)
  const response = await fetch(`${emulator().url}/model/x/invoke`, { method: 'POST', body })
  expect(response.status).toBe(413)
})

it('shrugs off a client that breaks off in the middle of a body', async () => {
  const complaints = vi.spyOn(console, 'error')
  const socket = connect(emulator().port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('POST /model/x/converse HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\nhalf')
  await new Promise((resolve) => setTimeout(resolve, 30))
  socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect((await fetch(`${emulator().url}/_emulator/health`)).status).toBe(200)
  expect(complaints).not.toHaveBeenCalled()
  expect(emulator().calls.inFlight()).toBe(0)
})
