import { expect, test } from 'vitest'
import { aliasFault, type AliasFacts } from './alias-fault.ts'

const good: AliasFacts = {
  agentAliasStatus: 'PREPARED',
  aliasInvocationState: 'ACCEPT_INVOCATIONS',
  routingConfiguration: [{ agentVersion: '3' }],
}

test('finds nothing wrong with a prepared alias, and with what AWS leaves out', () => {
  expect(aliasFault(good)).toBeNull()
  expect(aliasFault({ routingConfiguration: [{ agentVersion: '1' }] })).toBeNull()
})

test.each<[string, AliasFacts, string, string]>([
  ['without version', { routingConfiguration: [] }, 'no associated version', 'Create a new version'],
  ['that leads to the draft', { routingConfiguration: [{ agentVersion: 'DRAFT' }] }, 'working draft', 'Create a new version'],
  ['that rejects', { aliasInvocationState: 'REJECT_INVOCATIONS' }, 'rejects invocations', 'ACCEPT_INVOCATIONS'],
  ['in the making', { agentAliasStatus: 'CREATING' }, 'status is CREATING', 'Wait until AWS'],
  ['that failed', { agentAliasStatus: 'FAILED', failureReasons: ['No role.'] }, 'AWS says: No role.', 'Prepare the agent'],
  ['that was cut off', { agentAliasStatus: 'DISSOCIATED' }, 'DISSOCIATED', 'new alias'],
])('an alias %s', (_, change, detail, remedy) => {
  const problem = aliasFault({ ...good, ...change })
  expect(problem?.code).toBe('agent-not-ready')
  expect(problem?.message).toContain(detail)
  expect(problem?.remedy).toContain(remedy)
}) // prettier-ignore
