import type { GuardrailPolicy } from './guardrail-schema.ts'
import { piiPatterns } from './pii-patterns.ts'

export type Outcome = 'none' | 'masked' | 'blocked'

/** What a guardrail found, in the members of AWS's assessment. */
export type Findings = {
  topicPolicy?: { topics: TopicFinding[] }
  wordPolicy?: { customWords: object[]; managedWordLists: object[] }
  sensitiveInformationPolicy?: { piiEntities: EntityFinding[]; regexes: object[] }
}

type Found = { action: string; detected: boolean }
export type TopicFinding = Found & { name: string; type: string }
export type EntityFinding = Found & { type: string; match: string }

export type Verdict = { outcome: Outcome; findings: Findings }

/** What a policy makes of texts that belong together. */
export function assess(policy: GuardrailPolicy, texts: readonly string[]): Verdict {
  const text = texts.join('\n')
  const topics = policy.topics
    .filter(({ words }) => words.some((word) => wholeWord(word).test(text)))
    .map(({ name }) => ({ name, type: 'DENY', action: 'BLOCKED', detected: true }))
  const customWords = policy.words
    .flatMap((word) => wholeWord(word).exec(text)?.[0] ?? [])
    .map((match) => ({ match, action: 'BLOCKED', detected: true }))
  const piiEntities = policy.piiEntities.flatMap(({ type, action }) =>
    matches(piiPatterns[type], text).map((match) => found(action, { match, type })),
  )
  const regexes = policy.regexes.flatMap(({ name, pattern, action }) =>
    matches(new RegExp(pattern, 'g'), text).map((match) =>
      found(action, { name, match, regex: pattern }),
    ),
  )
  const sensitive = [...piiEntities, ...regexes]
  const isBlocked =
    topics.length + customWords.length > 0 || sensitive.some(({ action }) => action === 'BLOCKED')
  return {
    outcome: outcomeOf(isBlocked, sensitive.length > 0),
    findings: {
      ...(topics.length > 0 && { topicPolicy: { topics } }),
      ...(customWords.length > 0 && { wordPolicy: { customWords, managedWordLists: [] } }),
      ...(sensitive.length > 0 && { sensitiveInformationPolicy: { piiEntities, regexes } }),
    },
  }
}

function outcomeOf(isBlocked: boolean, isSensitive: boolean): Outcome {
  if (isBlocked) return 'blocked'
  return isSensitive ? 'masked' : 'none'
}

/** A text with its sensitive pieces replaced by their names in braces. */
export function mask(policy: GuardrailPolicy, text: string): string {
  const patterns = [
    ...policy.piiEntities.map(({ type, action }) => ({
      name: type,
      pattern: piiPatterns[type],
      action,
    })),
    ...policy.regexes.map(({ name, pattern, action }) => ({
      name,
      pattern: new RegExp(pattern, 'g'),
      action,
    })),
  ]
  return patterns
    .filter(({ action }) => action === 'ANONYMIZE')
    .reduce(
      (masked, { name, pattern }) =>
        pattern ? masked.replace(pattern, () => `{${name}}`) : masked,
      text,
    )
}

function found<Rest extends object>(
  action: 'BLOCK' | 'ANONYMIZE',
  rest: Rest,
): Rest & { action: string; detected: boolean } {
  return { ...rest, action: action === 'BLOCK' ? 'BLOCKED' : 'ANONYMIZED', detected: true }
}

function matches(pattern: RegExp | undefined, text: string): string[] {
  return pattern ? [...new Set(text.match(pattern))].filter((match) => match !== '') : []
}

function wholeWord(word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu')
}
