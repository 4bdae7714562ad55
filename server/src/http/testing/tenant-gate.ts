import type { Gate } from '../gate.ts'

/** Lets in whoever sends the id of an organization as the API key: as an owner of it. */
export const tenantGate: Gate = {
  authenticate: ({ authorization = '' }) =>
    Promise.resolve({
      organizationId: authorization.replace('Bearer ', ''),
      role: 'owner',
      actor: { type: 'api_key', id: 'key', name: 'owner' },
    }),
  recordChange: () => Promise.resolve(),
}
