import { parseJson, type Json } from '../json.ts'
import type { Account } from '../accounts/account-schema.ts'
import { FunctionFailure } from './function-failure.ts'
import { postEvent } from './post-event.ts'

/** A Lambda function in this process: takes the event, returns what the function would. */
export type FunctionHandler = (event: Json) => unknown

export type Invocation = { arn: string; account: Account; signal: () => AbortSignal }

/** The Lambda functions that flows and agents may call. */
export type Functions = {
  /** What the function returns. Rejects with FunctionFailure. */
  invoke: (invocation: Invocation, event: Json) => Promise<Json>
}

const arnPattern =
  /^arn:aws[a-z-]*:lambda:([a-z0-9-]+):(\d{12}):function:([a-zA-Z0-9_-]+)(?::[$a-zA-Z0-9_-]+)?$/

/** `handlers` are named by function name or by ARN without qualifier, and go before endpoints. */
export function createFunctions(handlers: Readonly<Record<string, FunctionHandler>>): Functions {
  const known = new Map(Object.entries(handlers))
  return {
    invoke: async ({ arn, account, signal }, event) => {
      const [, region = '', accountId = '', name] = arnPattern.exec(arn) ?? []
      if (name === undefined)
        throw new FunctionFailure('missing', `${arn} is no ARN of a function.`)
      const whole = `arn:aws:lambda:${region}:${accountId}:function:${name}`
      const handler = known.get(whole) ?? known.get(name)
      if (handler) return runHandler(handler, event)
      const here = accountId === account.id ? account.functions : []
      const endpoint = here.find((each) => each.name === name && each.region === region)
      if (!endpoint) throw new FunctionFailure('missing', `Function not found: ${arn}`)
      return postEvent(endpoint.url, event, signal())
    },
  }
}

/** Both the event and the result go through JSON, as they would on the wire. */
async function runHandler(handler: FunctionHandler, event: Json): Promise<Json> {
  try {
    const result = await handler(structuredClone(event))
    return result === undefined ? null : parseJson(JSON.stringify(result))
  } catch (error) {
    throw new FunctionFailure('failed', error instanceof Error ? error.message : String(error))
  }
}
