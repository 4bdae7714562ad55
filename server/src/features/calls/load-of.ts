import { newPrice } from '@outcrop/contract'
import {
  assumedOutput,
  outputLimit,
  outputTokenWeight,
  priceOf,
  type Price,
} from '../../bedrock/bedrock.ts'

/** What a request asks of Bedrock before it is made. */
export interface Load {
  /** The model, profile, prompt, flow or agent as the step names it; '' when it names none. */
  readonly target: string
  /** The connected agent that is asked; '' when none is. */
  readonly agentId: string
  /** The service that names the model; '' when none does. */
  readonly serviceId: string
  /** Tokens as AWS reserves them for quotas. */
  readonly quotaTokens: number
  /** More tokens than any prompt of this length has. */
  readonly mostInputTokens: number
  readonly mostOutputTokens: number
  /** What its tokens cost when the request itself says so, by its service. */
  readonly price: Price | null
  /** How many tokens of the quota an output token takes. */
  readonly outputWeight: number
}

/**
 * Estimates a request from what is stored of it, whatever its action: its length, the output that it
 * allows, and what it names. Tokens are guessed from characters as AWS's own documents do, four to
 * one; for money, where too little would let a budget burst, from bytes at two to one.
 */
export function loadOf(request: Readonly<Record<string, unknown>>): Load {
  const text = JSON.stringify(request)
  const target = targetOf(request)
  const outputWeight = outputTokenWeight(target)
  const output = mostOutput(request)
  return {
    target,
    agentId: textAt(request, 'agent_id') ?? '',
    serviceId: textAt(request, 'service_id') ?? '',
    quotaTokens: Math.ceil(text.length / 4) + output * outputWeight,
    mostInputTokens: mostTokensIn(Buffer.byteLength(text)),
    mostOutputTokens: output,
    price: ownPrice(request),
    outputWeight,
  }
}

/** More tokens than any text of so many bytes has. */
export const mostTokensIn = (bytes: number): number => Math.ceil(bytes / 2)

const servicePrice = newPrice.omit({ model: true })

function ownPrice({ price }: Readonly<Record<string, unknown>>): Price | null {
  const { data } = servicePrice.safeParse(price)
  return data ? priceOf(data) : null
}

/** What a request asks, as its step names it: '' when it names nothing. */
export function targetOf(request: Readonly<Record<string, unknown>>): string {
  const arn = () => Object.values(request).find((value) => typeof value === 'string' && value.startsWith('arn:')) // prettier-ignore
  const named = textAt(request, 'model') ?? arn()
  return typeof named === 'string' ? named : ''
}

function mostOutput(request: Readonly<Record<string, unknown>>): number {
  const inference = request['inference']
  const settings = isRecord(inference) ? inference : request
  const fields = settings['additional_model_request_fields']
  const own = isRecord(fields) ? JSON.stringify(fields) : textAt(request, 'body')
  const limit = settings['max_tokens']
  return outputLimit(typeof limit === 'number' ? limit : undefined, own ?? '') ?? assumedOutput
}

function textAt(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
