import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arnFault } from './arn-fault.ts'
import { parseArn } from './arn.ts'
import { spoiltArns, validArns } from './testing/valid-arns.ts'

const account = '111122223333'
const own = `arn:aws:bedrock:us-east-1:${account}`

describe('arnFault', () => {
  test.each([
    ['support', 'arn', 'it does not begin with arn:'],
    ['arn:aws:bedrock:us-east-1:1', 'arn', 'it ends before its resource, the sixth part between colons'],
    [`arn:amazon:bedrock:us-east-1:${account}:agent/AGENT00001`, 'partition', 'its partition "amazon" must be aws, or begin with aws- as in aws-us-gov'],
    [`arn:aws:bedrok:us-east-1:${account}:agent/AGENT00001`, 'service', 'its service "bedrok" must be bedrock'],
    [`arn:aws:bedrock:US-EAST-1:${account}:agent/AGENT00001`, 'region', 'its region "US-EAST-1" must be an AWS region such as us-east-1'],
    [`arn:aws:iam:us-east-1:${account}:role/Outcrop`, 'region', 'its region "us-east-1" must be empty: roles are in no region'],
    ['arn:aws:bedrock:us-east-1:11112222333:flow/FLOW000001', 'account', 'its account "11112222333" must be twelve digits'],
    [`${own}:foundation-model/amazon.nova-lite-v1:0`, 'account', `its account "${account}" must be empty: foundation models belong to AWS`],
    [`${own}:agnt/AGENT00001`, 'resource', 'its resource "agnt/AGENT00001" must be agent/…, not agnt/…'],
    [`${own}:inference-profile:us.x`, 'resource', 'its resource "inference-profile:us.x" must be inference-profile/…, not inference-profile:…'],
    [`${own}:table/AGENT00001`, 'resource', 'its resource "table/AGENT00001" must be of a kind that Bedrock has to do with, such as agent-alias/… or prompt/…'],
    ['arn:aws:bedrock:us-east-1:foundation-model/amazon.nova-lite-v1:0', 'account', 'its account "foundation-model/amazon.nova-lite-v1" must be twelve digits, or empty before a foundation model'],
    [`${own}:provisioned-model/ab12cd34ef5`, 'provisionedModel', 'its provisioned model "ab12cd34ef5" must be twelve small letters and digits'],
    [`${own}:`, 'resource', 'its resource "" must be of a kind that Bedrock has to do with, such as agent-alias/… or prompt/…'],
    [`${own}:agent-alias/AGENT00001`, 'resource', 'its resource "agent-alias/AGENT00001" must be continued by /'],
    [`${own}:agent-alias/AGENT0001/ALIAS00001`, 'agent', 'its agent "AGENT0001" must be ten letters and digits'],
    [`${own}:flow/FLOW000001/alias/live`, 'alias', 'its alias "live" must be ten letters and digits'],
    [`${own}:flow/FLOW00001/alias/ALIAS00001`, 'flow', 'its flow "FLOW00001" must be ten letters and digits'],
    [`${own}:prompt/PROMPT0001:latest`, 'version', 'its version "latest" must be a number of up to five digits'],
    [`${own}:knowledge-base/KB-1`, 'knowledgeBase', 'its knowledge base "KB-1" must be ten letters and digits'],
    [`${own}:prompt/${'x'.repeat(2000)}`, 'prompt', `its prompt "${'x'.repeat(60)}…" must be ten letters and digits`],
  ])('of %s is its %s', (text, segment, sentence) => {
    expect(arnFault(text)).toEqual({ segment, sentence })
    expect(parseArn(text)).toBeUndefined()
  }) // prettier-ignore
})

describe('of a spoilt ARN', () => {
  test.each(spoiltArns)('names the %s of %s', (segment, spoilt) => {
    expect(arnFault(spoilt)?.segment).toBe(segment)
  })

  test.each(validArns)('is none while it is whole: %s %s', (_, text) => {
    expect(arnFault(text)).toBeUndefined()
  })
})

test('tells a fault of exactly what cannot be read, whichever character is wrong', () => {
  const alphabet = Array.from('abzAZ019:/.-_$ \n').concat('')
  const wrong = property(
    constantFrom(...validArns.map(([, text]) => text)),
    integer({ min: 0, max: 120 }),
    integer({ min: 0, max: 1 }),
    constantFrom(...alphabet),
    (text, at, replaced, character) => {
      const spoilt = text.slice(0, at) + character + text.slice(at + replaced)
      expect(arnFault(spoilt) === undefined).toBe(parseArn(spoilt) !== undefined)
    },
  )
  assert(wrong, { numRuns: 20_000 })
})
