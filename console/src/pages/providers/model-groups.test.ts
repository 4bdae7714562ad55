import type { Model } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { modelGroups } from './model-groups.ts'

const model = (id: string, kind: Model['kind'], invocable = true): Model => ({
  id,
  name: id,
  vendor: 'Anthropic',
  kind,
  invocable,
  streaming: true,
  lifecycle: 'ACTIVE',
})

const models = [
  model('anthropic.claude-x', 'foundation-model', false),
  model('arn:aws:bedrock:us-east-1:1:provisioned-model/abc', 'provisioned-throughput'),
  model('us.anthropic.claude-x', 'inference-profile'),
  model('amazon.nova', 'foundation-model'),
]

const ids = (search: string, limit = 80) =>
  modelGroups(models, search, limit).map((one) => [one.group, ...one.models.map(({ id }) => id)])

it('sets models apart by how they are called, those last that cannot be', () => {
  expect(ids('')).toEqual([
    ['On demand', 'amazon.nova'],
    ['Inference profiles', 'us.anthropic.claude-x'],
    ['Provisioned throughput', 'arn:aws:bedrock:us-east-1:1:provisioned-model/abc'],
    ['Not callable by their id alone', 'anthropic.claude-x'],
  ])
})

it('leaves out groups in which nothing fits', () => {
  expect(ids('claude').map(([group]) => group)).toEqual([
    'Inference profiles',
    'Not callable by their id alone',
  ])
  expect(ids('no such')).toEqual([])
})

it('shows what can be called rather than what cannot when there is too much', () => {
  expect(ids('', 2).flat()).toEqual(['On demand', 'amazon.nova', 'Inference profiles', 'us.anthropic.claude-x']) // prettier-ignore
})
