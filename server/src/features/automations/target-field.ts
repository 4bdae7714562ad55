import type { Step } from '@outcrop/contract'
import type { Use } from '../../bedrock/bedrock.ts'

/** Where an author has named what is used: by itself, or by the service or agent that stands for it. */
export function targetField(use: Use, input: Step['input']): string {
  const fields = { model: 'model', prompt: 'prompt_arn', flow: 'flow_alias_arn', agent: 'agent_id' }
  return use.kind === 'model' && input['service_id'] !== undefined ? 'service_id' : fields[use.kind]
}
