import { noSource, type Client } from '@outcrop/contract'
import { idNamed } from './id-named.ts'

/** The ids of things that arguments and options name by name or id. */
export const automationNamed = (client: Client, name: string): Promise<string> =>
  idNamed('automation', name, (page) => client.listAutomations({ query: page }))

export const providerNamed = (client: Client, name: string): Promise<string> =>
  idNamed('provider', name, (page) => client.listProviders({ query: page }))

export const agentNamed = (client: Client, name: string): Promise<string> =>
  idNamed('agent', name, (page) => client.listAgents({ query: page }))

/** Without a stream, among those of all streams. */
export const audienceNamed = (client: Client, name: string, stream_id?: string): Promise<string> =>
  idNamed('audience', name, (page) => client.listAudiences({ query: { stream_id, ...page } }))

export const specificationNamed = (
  client: Client,
  name: string,
  stream_id?: string,
): Promise<string> =>
  idNamed('specification', name, (page) => client.listSpecifications({ query: { stream_id, ...page } })) // prettier-ignore

/** The word for events that name no data source stays as it is. */
export const dataSourceNamed = async (
  client: Client,
  name: string,
  stream_id?: string,
): Promise<string> =>
  name === noSource
    ? name
    : idNamed('data source', name, (page) => client.listDataSources({ query: { stream_id, ...page } })) // prettier-ignore
