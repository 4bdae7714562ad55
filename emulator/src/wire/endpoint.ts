import type { Service } from './refusals.ts'

/** A host of AWS, and so a client of its SDK. They differ in what some errors are on the wire. */
export type Endpoint =
  'bedrock' | 'bedrock-runtime' | 'bedrock-agent' | 'bedrock-agent-runtime' | 'sts'

/** The name under which requests to it are signed. */
export const serviceOf = (endpoint: Endpoint): Service => (endpoint === 'sts' ? 'sts' : 'bedrock')
