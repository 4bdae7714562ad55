import type { Exchange } from '../wire/exchange.ts'
import { parseAuthorization } from '../wire/authorization-header.ts'
import { refusal, type Service } from '../wire/refusals.ts'
import { verifySignature } from '../wire/verify-signature.ts'
import type { Credential } from './credential.ts'
import type { KeyRing } from './key-ring.ts'

export type Caller = Credential & {
  /** Taken from the signature, because the host name of an emulator tells no region. */
  region: string
}

/** Who signed the request. Throws the AwsError with which AWS refuses it. */
export function authenticate(
  exchange: Exchange,
  body: Uint8Array,
  { keyRing, service, now }: { keyRing: KeyRing; service: Service; now: Date },
): Caller {
  const header = exchange.header('authorization')
  if (header === undefined) throw refusal('missing', service)
  const authorization = parseAuthorization(header)
  if (!authorization) throw refusal('incomplete', service)
  const credential = keyRing.find(authorization.accessKeyId)
  if (credential?.sessionToken !== exchange.header('x-amz-security-token') || !credential) {
    throw refusal('unknown-key', service)
  }
  if (credential.expiresAt && credential.expiresAt <= now) throw refusal('expired-session', service)
  verifySignature({
    method: exchange.method,
    rawPath: exchange.rawPath,
    rawQuery: exchange.rawQuery,
    header: exchange.header,
    body,
    authorization,
    secret: credential.secret,
    service,
    now,
  })
  return { ...credential, region: authorization.scope.region }
}
