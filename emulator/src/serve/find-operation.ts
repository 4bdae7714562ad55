import { operations } from '../operations/index.ts'
import type { Operation } from '../operations/operation.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { Exchange } from '../wire/exchange.ts'

export type Found = { operation: Operation; params: string[] }

const forms = new Map(
  operations.flatMap((operation) =>
    operation.route === 'form-action' ? [[operation.name, operation] as const] : [],
  ),
)

/** The operation that a request names. Routes match the raw path, because ids may hold `%2F`. */
export function findOperation(exchange: Exchange, body: Buffer): Found {
  if (exchange.rawPath === '/') return findForm(exchange, body)
  for (const operation of operations) {
    if (operation.route === 'form-action' || operation.route.method !== exchange.method) continue
    const match = operation.route.path.exec(exchange.rawPath)
    if (match) return { operation, params: match.slice(1).map(decode) }
  }
  throw new AwsError(
    'UnknownOperationException',
    404,
    `This emulator has no operation for ${exchange.method} ${exchange.rawPath}.`,
  )
}

function findForm(exchange: Exchange, body: Buffer): Found {
  const form = new URLSearchParams(
    exchange.method === 'POST' ? body.toString('utf8') : exchange.rawQuery,
  )
  const action = form.get('Action') ?? ''
  const operation = forms.get(action)
  if (operation) return { operation, params: [] }
  throw new AwsError(
    'InvalidAction',
    400,
    `Could not find operation ${action} for version ${form.get('Version') ?? 'NO_VERSION_SPECIFIED'}`,
  )
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new AwsError(
      'ValidationException',
      400,
      `The path part ${part} is not valid percent-encoding.`,
    )
  }
}
