import type { Account } from '../accounts/account-schema.ts'
import type { JsonObject } from '../json.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import type { KnowledgeBase } from './knowledge-base-schema.ts'
import { knowledgeBaseArn, knowledgeBaseId } from './knowledge-base-arn.ts'
import { matchesFilter } from './matches-filter.ts'
import type { RetrievalFilter } from './retrieval-configuration.ts'
import { rankPassages, type Hit } from './rank-passages.ts'
import { readPassages } from './read-passages.ts'

type Place = { account: Account; region: string }

type Sought = {
  question: string
  wanted?: number | undefined
  /** What the metadata of a passage must be like. */
  filter?: RetrievalFilter | undefined
}

/** How many passages AWS returns when the caller does not say. */
const usualNumber = 5

/**
 * The passages of a knowledge base, by id or ARN, that fit a question, best first. Throws
 * ResourceNotFoundException when there is no such base, ValidationException when it is not active.
 */
export function retrieveFrom(
  named: string,
  place: Place,
  { question, wanted = usualNumber, filter }: Sought,
): Hit[] {
  const base = findKnowledgeBase(named, place)
  if (base.status !== 'ACTIVE') {
    const message = `The knowledge base ${base.id} is not active. Its status is ${base.status}.`
    throw validationError(message)
  }
  const passages = readPassages(base)
  const fitting = filter
    ? passages.filter(({ metadata }) => matchesFilter(metadata, filter))
    : passages
  return rankPassages(question, fitting, wanted)
}

function findKnowledgeBase(named: string, place: Place): KnowledgeBase {
  const id = knowledgeBaseId(named)
  const base = place.account.knowledgeBases.find(
    (each) => each.id === id && each.region === place.region,
  )
  if (base && knowledgeBaseArn(named, place) === knowledgeBaseArn(id, place)) return base
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
