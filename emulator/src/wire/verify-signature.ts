import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { formatAmzDate, parseAmzDate } from './amz-date.ts'
import type { Authorization } from './authorization-header.ts'
import { canonicalRequest, type SignedParts } from './canonical-request.ts'
import { refusal, type Service } from './refusals.ts'
import { signingKey } from './signing-keys.ts'

/** AWS accepts signatures of up to five minutes before or after its own clock. */
const skewMs = 5 * 60_000

export type Verification = Omit<SignedParts, 'signedHeaders'> & {
  authorization: Authorization
  secret: string
  service: Service
  now: Date
}

/** Throws the AwsError with which AWS refuses the request; returns when the signature is good. */
export function verifySignature(request: Verification): void {
  const { authorization, service } = request
  const amzDate = request.header('x-amz-date') ?? ''
  checkClock(amzDate, service, request.now)
  checkScope(authorization, service, amzDate)
  const text = canonicalRequest({ ...request, signedHeaders: authorization.signedHeaders })
  if (!isSignature(text, amzDate, request)) throw refusal('wrong-signature', service)
}

function checkScope(
  { scope, signedHeaders }: Authorization,
  service: Service,
  amzDate: string,
): void {
  if (scope.service !== service) {
    throw refusal(
      'bad-scope',
      service,
      `Credential should be scoped to correct service: '${service}'. `,
    )
  }
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority')) {
    throw refusal(
      'bad-scope',
      service,
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    )
  }
  if (!amzDate.startsWith(scope.date)) {
    throw refusal(
      'bad-scope',
      service,
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${amzDate.slice(0, 8)}', from '${amzDate}'.`,
    )
  }
}

function checkClock(amzDate: string, service: Service, now: Date): void {
  const signed = parseAmzDate(amzDate)
  if (!signed) {
    throw refusal(
      'incomplete',
      service,
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    )
  }
  const clock = formatAmzDate(now)
  const ahead = signed.getTime() - now.getTime()
  if (ahead < -skewMs) {
    const bound = formatAmzDate(new Date(now.getTime() - skewMs))
    const text = `Signature expired: ${amzDate} is now earlier than ${bound} (${clock} - 5 min.)`
    throw refusal('skewed', service, text)
  }
  if (ahead > skewMs) {
    const bound = formatAmzDate(new Date(now.getTime() + skewMs))
    const text = `Signature not yet current: ${amzDate} is still later than ${bound} (${clock} + 5 min.)`
    throw refusal('skewed', service, text)
  }
}

function isSignature(canonical: string, amzDate: string, request: Verification): boolean {
  const { scope, signature } = request.authorization
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    amzDate,
    `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const expected = createHmac('sha256', signingKey(request.secret, scope))
    .update(stringToSign)
    .digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}
