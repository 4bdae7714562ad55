import { Problem } from '../../kernel/problem.ts'
import type { Connection } from '../connection.ts'
import { isMetadataAddress } from './is-metadata-address.ts'

export type Service =
  'bedrock' | 'bedrock-runtime' | 'bedrock-agent' | 'bedrock-agent-runtime' | 'sts'

/** Domains under which every host serves exactly one service of AWS. */
const awsDomain = /\.(amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws)$/

/**
 * Where calls of a service go; null is AWS's own address. A VPC endpoint serves one service, so it
 * stands in for that one only; any other endpoint, such as an emulator, serves them all.
 */
export function endpointOf(
  { endpoint, credentials }: Pick<Connection, 'endpoint' | 'credentials'>,
  service: Service,
  emulatorUrl: string | null,
): string | null {
  if (endpoint === null)
    return credentials.type === 'emulator' ? runningEmulator(emulatorUrl) : null
  const { hostname } = new URL(endpoint)
  refuseMetadata(hostname)
  if (!awsDomain.test(hostname)) return endpoint
  return hostname.split('.').some((label) => label.replace(/-fips$/, '') === service)
    ? endpoint
    : null
}

/** A name that leads there is refused when it is connected to: `transport.ts`. */
function refuseMetadata(hostname: string): void {
  if (!isMetadataAddress(hostname.replace(/^\[|\]$/g, ''))) return
  throw new Problem('wrong-target', `The endpoint ${hostname} is a link-local address, where no Bedrock answers.`, {
    remedy: 'Give the provider the address of a VPC endpoint, or none.',
  })
} // prettier-ignore

function runningEmulator(emulatorUrl: string | null): string {
  if (emulatorUrl !== null) return emulatorUrl
  throw new Problem(
    'cannot-connect',
    'The provider uses the emulator, but this server runs none.',
    {
      remedy: 'Start the server with the emulator, or give the provider the endpoint of one.',
    },
  )
}
