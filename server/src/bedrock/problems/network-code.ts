import type { ProblemCode } from '@outcrop/contract'
import type { Failure } from './read-failure.ts'

const unreachable = new Set([
  'ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL',
  'EPROTO', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_INVALID_URL',
]) // prettier-ignore
const broken = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'])

/** Frames of a stream that are cut or spoilt: the client library tells it in words only. */
const spoiltFrame =
  /^(Truncated event message|Reported message length|Provided message too short|The (prelude|message) checksum|Unrecognized header type tag)/

/** The problem behind a failure of the network; undefined when it was something else. */
export function networkCode({ code, syscall, name, message }: Failure): ProblemCode | undefined {
  if (code === 'ETIMEDOUT') return syscall === 'read' ? 'connection-lost' : 'cannot-connect'
  if (code !== null && (unreachable.has(code) || code.startsWith('ERR_SSL_'))) {
    return 'cannot-connect'
  }
  if (code !== null && broken.has(code)) return 'connection-lost'
  // Node's HTTP parser: whatever answered does not speak HTTP/1.1.
  if (code?.startsWith('HPE_')) return 'unexpected-response'
  if (name === 'Error' && spoiltFrame.test(message)) return 'connection-lost'
  // The client library gives a connection that was never made the name of a timeout, and no code.
  if (name === 'TimeoutError') {
    return /did not establish a connection/.test(message) ? 'cannot-connect' : 'connection-lost'
  }
  return undefined
}
