import { AwsError } from './aws-error.ts'

export type Service = 'bedrock' | 'sts'

export type Refusal =
  | 'missing'
  | 'incomplete'
  | 'unknown-key'
  | 'expired-session'
  | 'wrong-signature'
  | 'bad-scope'
  | 'skewed'

/** STS speaks the older query protocol and names the same refusals differently. */
const codes: Record<Refusal, Record<Service, [code: string, status: number]>> = {
  missing: {
    bedrock: ['MissingAuthenticationTokenException', 403],
    sts: ['MissingAuthenticationToken', 403],
  },
  incomplete: { bedrock: ['IncompleteSignatureException', 400], sts: ['IncompleteSignature', 400] },
  'unknown-key': {
    bedrock: ['UnrecognizedClientException', 403],
    sts: ['InvalidClientTokenId', 403],
  },
  'expired-session': { bedrock: ['ExpiredTokenException', 403], sts: ['ExpiredToken', 403] },
  'wrong-signature': {
    bedrock: ['InvalidSignatureException', 403],
    sts: ['SignatureDoesNotMatch', 403],
  },
  'bad-scope': { bedrock: ['InvalidSignatureException', 403], sts: ['SignatureDoesNotMatch', 403] },
  skewed: { bedrock: ['InvalidSignatureException', 403], sts: ['SignatureDoesNotMatch', 403] },
}

const texts: Record<Refusal, string> = {
  missing: 'Missing Authentication Token',
  incomplete:
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
  'unknown-key': 'The security token included in the request is invalid.',
  'expired-session': 'The security token included in the request is expired',
  'wrong-signature':
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  'bad-scope': 'Credential should be scoped to a valid region.',
  skewed: 'Signature expired.',
}

/** The error with which AWS refuses a caller. */
export function refusal(kind: Refusal, service: Service, text = texts[kind]): AwsError {
  const [code, status] = codes[kind][service]
  return new AwsError(code, status, text)
}
