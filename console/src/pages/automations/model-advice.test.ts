import type { Model } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { modelAdvice } from './model-advice.ts'

const model = (
  id: string,
  invocable: boolean,
  lifecycle: Model['lifecycle'] = 'ACTIVE',
): Model => ({
  id,
  name: id,
  vendor: 'Anthropic',
  kind: 'foundation-model',
  invocable,
  streaming: true,
  lifecycle,
})

const models = [
  model('anthropic.claude-x', false),
  model('us.anthropic.claude-x', true),
  model('eu.anthropic.claude-x', true),
  model('amazon.nova', true),
  model('amazon.titan', true, 'LEGACY'),
  model('vendor.heavy', false),
]

it('says how a model that works is called', () => {
  expect(modelAdvice(models, 'amazon.nova')).toEqual({ note: 'Can be called on demand.', instead: [] }) // prettier-ignore
})

it('names the profiles that contain a model which needs one', () => {
  expect(modelAdvice(models, 'anthropic.claude-x').instead).toEqual([
    'us.anthropic.claude-x',
    'eu.anthropic.claude-x',
  ])
})

it('asks for an ARN where no profile is known', () => {
  const { note, instead } = modelAdvice(models, 'vendor.heavy')
  expect(note).toContain('provisioned throughput')
  expect(instead).toEqual([])
})

it('warns of an ending model', () => {
  expect(modelAdvice(models, 'amazon.titan').note).toContain('legacy')
})

it('takes an id that it does not know, and says so; but not before the list is there', () => {
  expect(modelAdvice(models, 'my.own').note).toContain('as it stands')
  expect(modelAdvice([], 'my.own').note).toBeNull()
  expect(modelAdvice(models, '').note).toBeNull()
})
