import { expect, test } from 'vitest'
import { endpointOf, type Service } from './endpoint-of.ts'

const ambient = { type: 'ambient' } as const
const vpc = 'https://vpce-0123-abc.bedrock-runtime.us-east-1.vpce.amazonaws.com'
const vpcAgent = 'https://vpce-0123-abc.bedrock-agent-runtime.us-east-1.vpce.amazonaws.com'
const fips = 'https://bedrock-runtime-fips.us-east-1.amazonaws.com'
const running = 'http://127.0.0.1:4701'

test.each<[string | null, Service, string | null]>([
  [null, 'bedrock', null],
  [null, 'sts', null],
  ['http://127.0.0.1:9/a', 'bedrock', 'http://127.0.0.1:9/a'],
  ['http://127.0.0.1:9/a', 'sts', 'http://127.0.0.1:9/a'],
  ['https://bedrock.proxy.example.com', 'bedrock-runtime', 'https://bedrock.proxy.example.com'],
  [vpc, 'bedrock-runtime', vpc],
  [vpc, 'bedrock', null],
  [vpc, 'sts', null],
  [fips, 'bedrock-runtime', fips],
  [fips, 'bedrock', null],
  [vpc, 'bedrock-agent-runtime', null],
  [vpcAgent, 'bedrock-agent-runtime', vpcAgent],
  [vpcAgent, 'bedrock-agent', null],
  ['https://sts.eu-west-1.amazonaws.com', 'sts', 'https://sts.eu-west-1.amazonaws.com'],
])('endpoint %s serves %s at %s', (endpoint, service, expected) => {
  expect(endpointOf({ endpoint, credentials: ambient }, service, running)).toBe(expected)
})

test.each([
  'http://169.254.169.254/latest',
  'http://2852039166',
  'http://[fd00:ec2::254]',
  'http://[::ffff:169.254.170.2]',
])('endpoint %s, where a machine asks who it is, serves nothing', (endpoint) => {
  expect(() => endpointOf({ endpoint, credentials: ambient }, 'sts', null)).toThrow('is a link-local address') // prettier-ignore
})

test('the emulator of the server serves providers that ask for it', () => {
  const provider = { endpoint: null, credentials: { type: 'emulator' } } as const
  expect(endpointOf(provider, 'sts', running)).toBe(running)
  expect(endpointOf({ ...provider, endpoint: 'http://other:1' }, 'sts', running)).toBe(
    'http://other:1',
  )
  expect(() => endpointOf(provider, 'sts', null)).toThrow('runs none')
})
