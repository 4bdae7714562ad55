import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCollecting, type Collecting } from '../../server/src/features/collect/testing/collecting.ts' // prettier-ignore
import { startLambda, type Lambda } from './testing/start-lambda.ts'

let intake: Collecting
let lambda: Lambda

beforeAll(async () => {
  intake = await startCollecting()
  const url = await intake.app.listen({ host: '127.0.0.1', port: 0 })
  lambda = await startLambda({ COLLECT_URL: `${url}/event` })
})
afterAll(async () => {
  await lambda.close()
  await intake.close()
})

const answer = (account: string) =>
  JSON.stringify({
    tealium_account: account,
    tealium_profile: 'main',
    tealium_visitor_id: 'v1',
    tealium_event: 'insight',
    score: 85,
  })
const node = (value: string) => ({ node: { inputs: [{ name: 'codeHookInput', value }] } })

it('brings the answer of a flow into the stream of an Outcrop server', async () => {
  expect((await lambda.invoke(node(`Sure: ${answer('acme')}`))).value).toBe(answer('acme'))

  expect(await intake.stored()).toMatchObject([
    { name: 'insight', visitor_id: 'v1', payload: { score: 85 } },
  ])
})

it('brings it once when Lambda repeats the call', async () => {
  await lambda.invoke(node(answer('acme')), { requestId: 'r-1' })
  await lambda.invoke(node(answer('acme')), { requestId: 'r-1' })

  expect(await intake.stored()).toHaveLength(1)
})

it('returns what the server says against it', async () => {
  const { value } = await lambda.invoke(node(answer('nobody')))

  expect(JSON.parse(String(value))).toMatchObject({
    ok: false,
    code: 'delivery-rejected',
    error: expect.stringContaining('nobody'),
  })
  expect(await intake.stored()).toEqual([])
})
