import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Place } from '../catalogue/resolve-model.ts'
import type { Functions } from '../functions/functions.ts'
import type { AgentNodes } from './agent-nodes.ts'
import type { FlowTarget } from './find-flow.ts'

/** What the nodes of a flow can reach. */
export type Surroundings = Resources & {
  catalogue: Catalogue
  functions: Functions
  agentNodes: AgentNodes
  /** The program that runs inline code. */
  python: string
  /** How long one turn may take, in seconds. */
  flowTimeoutS: number
}

/** One execution of a flow, over all its turns. */
export type FlowRun = {
  target: FlowTarget
  executionId: string
  surroundings: Surroundings
  /** Whoever made the request that the current turn answers. */
  asker: () => Asker
}

/** Where the models are that the nodes of a flow name. */
export function modelPlace({ asker, surroundings: { catalogue } }: FlowRun): Place {
  return { ...asker(), catalogue }
}
