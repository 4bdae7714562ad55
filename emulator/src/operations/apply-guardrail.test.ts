import {
  ApplyGuardrailCommand,
  type ApplyGuardrailCommandInput,
  type GuardrailContentQualifier,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
const guard = { guardrailIdentifier: 'emulator0grd', guardrailVersion: '1' }

describe('ApplyGuardrail', () => {
  const text = 'ask ann@example.com'
  const apply = (more: Partial<ApplyGuardrailCommandInput>) =>
    runtimeClient(emulator()).send(
      new ApplyGuardrailCommand({ ...guard, source: 'INPUT', content: [{ text: { text } }], ...more }), // prettier-ignore
    )

  it('tells in full scope what it looked for in vain, except for words and expressions', async () => {
    const found = { type: 'EMAIL', match: 'ann@example.com', action: 'ANONYMIZED', detected: true }
    const [brief] = (await apply({ outputScope: 'INTERVENTIONS' })).assessments ?? []
    expect(brief?.topicPolicy).toBeUndefined()
    expect(brief?.sensitiveInformationPolicy).toEqual({ piiEntities: [found], regexes: [] })
    const [full] = (await apply({ outputScope: 'FULL' })).assessments ?? []
    expect(full).toMatchObject({
      topicPolicy: { topics: [{ name: 'Investment advice', type: 'DENY', action: 'NONE', detected: false }] }, // prettier-ignore
      sensitiveInformationPolicy: {
        piiEntities: [found, { type: 'CREDIT_DEBIT_CARD_NUMBER', action: 'NONE', detected: false }],
        regexes: [],
      },
    })
    expect(full?.wordPolicy).toBeUndefined()
    const [clean] = (await apply({ outputScope: 'FULL', content: [{ text: { text: 'hi' } }] })).assessments ?? [] // prettier-ignore
    expect(clean?.sensitiveInformationPolicy?.piiEntities).toMatchObject([{ type: 'EMAIL', detected: false }, { detected: false }]) // prettier-ignore
  })

  it('looks at sources and questions only where they are guarded, too', async () => {
    const content = (...qualifiers: GuardrailContentQualifier[]) => [
      { text: { text, qualifiers } },
      { text: { text: 'Hello' } },
    ]
    for (const passed of ['grounding_source', 'query'] as const) {
      expect(await apply({ content: content(passed) })).toMatchObject({
        action: 'NONE',
        guardrailCoverage: { textCharacters: { guarded: 5, total: 24 } },
      })
      expect(await apply({ content: content(passed, 'guard_content') })).toMatchObject({
        outputs: [{ text: 'ask {EMAIL}' }, { text: 'Hello' }],
        guardrailCoverage: { textCharacters: { guarded: 24, total: 24 } },
      })
    }
    expect(await apply({ content: content('guard_content') })).toMatchObject({ action: 'GUARDRAIL_INTERVENED' }) // prettier-ignore
    const unknown = [{ text: { text, qualifiers: ['other'] } }]
    // @ts-expect-error -- no such qualifier
    expect(await failureOf(apply({ content: unknown }))).toMatchObject({ name: 'ValidationException', message: textWith('qualifiers') }) // prettier-ignore
  })
})
