import { routes, type Policies } from '@outcrop/contract'
import { asCloudFormation, asTerraform, type Bedrock, type Use } from '../../bedrock/bedrock.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Automations } from '../automations/automations.ts'
import type { Providers } from '../providers/providers.ts'
import { documentsOf } from './documents-of.ts'

export interface PolicyRouteOptions {
  readonly bedrock: Pick<Bedrock, 'policies'>
  readonly providers: Pick<Providers, 'connection' | 'states'>
  readonly automations: Pick<Automations, 'uses'>
}

/** Prints the IAM policies that configurations need. */
export function policyRoutes(
  app: App,
  { bedrock, providers, automations }: PolicyRouteOptions,
): void {
  const policiesOf = async (
    organizationId: string,
    id: string,
    uses: readonly Use[],
    reading: boolean,
  ): Promise<Policies> => {
    const known = (await providers.states(organizationId)).get(id)
    if (!known) throw new Problem('not-found', `There is no provider ${id}.`)
    const connection = await providers.connection(organizationId, id)
    const { set, notes } = await bedrock.policies(connection, { uses, reading })
    return {
      provider: { id, name: known.name },
      documents: documentsOf(set),
      cloudformation: asCloudFormation(set),
      terraform: asTerraform(set),
      notes: [...notes],
    }
  }

  mount(app, routes.getProviderPolicies, async ({ params, caller }) => {
    const uses = (await automations.uses(caller.organizationId)).get(params.id) ?? []
    return policiesOf(caller.organizationId, params.id, uses, true)
  })
  mount(app, routes.getAutomationPolicies, async ({ params, caller }) => {
    const byProvider = await automations.uses(caller.organizationId, params.id)
    const items = [...byProvider].map(([id, uses]) => policiesOf(caller.organizationId, id, uses, false)) // prettier-ignore
    return { items: await Promise.all(items) }
  })
}
