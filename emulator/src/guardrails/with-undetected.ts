import type { Findings } from './assess.ts'
import type { GuardrailPolicy } from './guardrail-schema.ts'

/** Whether AWS tells only what a guardrail found, or also what it looked for in vain. */
export type Scope = 'INTERVENTIONS' | 'FULL'

/** Findings as the full scope tells them. As AWS says, words and expressions are told only if found. */
export function withUndetected(
  { topics, piiEntities }: GuardrailPolicy,
  findings: Findings,
): Findings {
  const { topicPolicy, sensitiveInformationPolicy: sensitive, ...rest } = findings
  const foundTopics = topicPolicy?.topics ?? []
  const foundEntities = sensitive?.piiEntities ?? []
  const otherTopics = topics
    .filter(({ name }) => !foundTopics.some((found) => found.name === name))
    .map(({ name }) => ({ name, type: 'DENY', ...undetected }))
  const otherEntities = piiEntities
    .filter(({ type }) => !foundEntities.some((found) => found.type === type))
    .map(({ type }) => ({ match: '', type, ...undetected }))
  const hasSensitive = sensitive !== undefined || otherEntities.length > 0
  return {
    ...(topics.length > 0 && { topicPolicy: { topics: [...foundTopics, ...otherTopics] } }),
    ...rest,
    ...(hasSensitive && {
      sensitiveInformationPolicy: {
        piiEntities: [...foundEntities, ...otherEntities],
        regexes: sensitive?.regexes ?? [],
      },
    }),
  }
}

const undetected = { action: 'NONE', detected: false }
