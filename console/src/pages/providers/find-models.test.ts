import type { Model } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { findModels } from './find-models.ts'

const model = (id: string, name: string, invocable: boolean): Model => ({
  id,
  name,
  vendor: 'Anthropic',
  kind: 'foundation-model',
  invocable,
  streaming: true,
  lifecycle: 'ACTIVE',
})

const models = [
  model('anthropic.claude-x', 'Claude X', false),
  model('us.anthropic.claude-x', 'US Claude X', true),
  model('amazon.nova', 'Nova', true),
]

it('finds every word, wherever it stands, and offers what works first', () => {
  expect(findModels(models, 'CLAUDE anthropic').map(({ id }) => id)).toEqual([
    'us.anthropic.claude-x',
    'anthropic.claude-x',
  ])
})

it('finds everything with no word, and nothing with a strange one', () => {
  expect(findModels(models, '  ')).toHaveLength(3)
  expect(findModels(models, 'claude titan')).toEqual([])
})
