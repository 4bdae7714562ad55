import type { Account } from '../accounts/account-schema.ts'
import type { JsonObject } from '../json.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import type { KnowledgeBase } from './knowledge-base-schema.ts'
import { rankPassages, type Hit } from './rank-passages.ts'
import { readPassages } from './read-passages.ts'

type Place = { account: Account; region: string }

/** How many passages AWS returns when the caller does not say. */
const usualNumber = 5

/**
 * The passages of a knowledge base that fit a question, best first. Throws
 * ResourceNotFoundException when there is no such base, ValidationException when it is not active.
 */
export function retrieveFrom(
  id: string,
  place: Place,
  { question, wanted = usualNumber }: { question: string; wanted?: number | undefined },
): Hit[] {
  const base = findKnowledgeBase(id, place)
  if (base.status !== 'ACTIVE') {
    throw validationError(`The knowledge base ${id} is not active. Its status is ${base.status}.`)
  }
  return rankPassages(question, readPassages(base), wanted)
}

function findKnowledgeBase(id: string, { account, region }: Place): KnowledgeBase {
  const base = account.knowledgeBases.find((each) => each.id === id && each.region === region)
  if (base) return base
  throw notFound(`Knowledge Base with id ${id} does not exist`)
}

/** A hit in the words of Retrieve. */
export function retrievalResult({ text, uri, metadata, score }: Hit): JsonObject {
  return { ...retrievedReference({ text, uri, metadata }), score }
}

/** A hit in the words of a citation. */
export function retrievedReference({ text, uri, metadata }: Omit<Hit, 'score'>): JsonObject {
  return {
    content: { text, type: 'TEXT' },
    location: { type: 'S3', s3Location: { uri } },
    metadata,
  }
}
