import type { Gate } from '../gate.ts'

/** For tests with many organizations: the id of one, as an API key, makes its owner. */
export const ownerOf: Gate['authenticate'] = ({ authorization = '' }) => {
  const organizationId = authorization.replace('Bearer ', '')
  const actor = { type: 'api_key', id: organizationId, name: 'owner' } as const
  return Promise.resolve(organizationId === '' ? null : { organizationId, role: 'owner', actor })
}
