import type { Model, ModelCatalogue } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { listingNote } from './listing-note.ts'

const model = (id: string, more: Partial<Model> = {}): Model => ({
  id,
  name: id,
  vendor: 'Amazon',
  kind: 'foundation-model',
  invocable: true,
  streaming: true,
  lifecycle: 'ACTIVE',
  ...more,
})
const own = 'arn:aws:bedrock:us-east-1:111122223333'
const claude = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const items = [
  model('amazon.nova-micro-v1:0'),
  model(claude, { invocable: false }),
  model(`us.${claude}`, { kind: 'inference-profile' }),
  model(`global.${claude}`, { kind: 'inference-profile' }),
  model(`${own}:provisioned-model/abcdefghijkl`, { kind: 'provisioned-throughput' }),
  model(`${own}:custom-model-deployment/abcdefghijkl`, { kind: 'custom-model-deployment', invocable: false }), // prettier-ignore
  model('amazon.titan-text-lite-v1', { invocable: false }),
]
const listed: ModelCatalogue = { items, read_at: '2026-11-25T10:00:00.000Z' }

describe('the list of a provider says', () => {
  it.each([
    'amazon.nova-micro-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0',
    `us.${claude}`,
    `${own}:inference-profile/us.${claude}`,
    `${own}:provisioned-model/abcdefghijkl`,
    'arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-model',
  ])('nothing of %s', (named) => {
    expect(listingNote(named, listed)).toBeNull()
  })

  it('that a name is not on it, and what was meant', () => {
    expect(listingNote('amazon.nova-mico-v1:0', listed)).toBe(
      '"amazon.nova-mico-v1:0" is not among the models for text that AWS listed for this provider on 2026-11-25. Did you mean amazon.nova-micro-v1:0? It is called as it stands; if the name is wrong, every run fails.',
    )
    expect(listingNote(`${own}:imported-model/abcdefghijkl`, { ...listed, partial: true })).toContain('may see only some of the lists. It is called') // prettier-ignore
  })

  it('how a model is called that has to be called by a profile', () => {
    expect(listingNote(claude, listed)).toBe(
      `"${claude}" cannot be called by its id alone. Write us.${claude} or global.${claude} instead.`,
    )
    expect(listingNote('amazon.titan-text-lite-v1', listed)).toContain('Name the ARN of provisioned throughput') // prettier-ignore
  })

  it('that something is not ready', () => {
    expect(listingNote(`${own}:custom-model-deployment/abcdefghijkl`, listed)).toContain('was not ready when AWS listed it') // prettier-ignore
  })

  it('nothing while it is empty', () => {
    expect(listingNote('anything', { ...listed, items: [] })).toBeNull()
  })
})
