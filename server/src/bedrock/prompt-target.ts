import { parseArn, type ArnKind } from './arn.ts'
import { checkOwner, type Place } from './check-place.ts'
import { notTheArn, shortened, wrongTarget } from './wrong-target.ts'

/** What AWS knows a version of a prompt by. */
export interface PromptTarget {
  /** What is called: the prompt, or a version of it. */
  readonly arn: string
  /** Ten letters and digits, for GetPrompt. */
  readonly id: string
  /** Null for the draft. */
  readonly version: string | null
}

/** Who takes what is no prompt. */
const takers: Partial<Record<ArnKind, string>> = {
  flow: 'Flows are taken by the action bedrock.flow, by the ARN of a flow alias.',
  'flow-alias': 'Flow aliases are taken by the action bedrock.flow.',
  agent: 'Agents are taken by the action bedrock.agent-task, by the ARN of an agent alias.',
  'agent-alias': 'Agent aliases are taken by the action bedrock.agent-task.',
  'foundation-model': 'Models are taken by the actions bedrock.prompt and bedrock.invoke-model.',
  'inference-profile': 'Profiles are taken by the actions bedrock.prompt and bedrock.invoke-model.',
  'application-inference-profile':
    'Profiles are taken by the actions bedrock.prompt and bedrock.invoke-model.',
  'prompt-router': 'Prompt routers are taken by the action bedrock.prompt, as its model.',
  guardrail: 'A guardrail has fields of its own.',
}

/**
 * The managed prompt that an ARN and a version name. The version may stand in the ARN or beside it.
 * Throws `wrong-target` for anything that AWS would not render for this provider.
 */
export function promptTarget(
  given: string,
  version: string | undefined,
  place: Place,
): PromptTarget {
  const name = given.trim()
  if (name === '') {
    throw wrongTarget('The step names no prompt.', 'Copy the ARN from the overview of the prompt in the Bedrock console.') // prettier-ignore
  }
  if (/:draft$/i.test(name)) {
    throw wrongTarget(
      `"${shortened(name)}" names the draft, which AWS does not take in an ARN.`,
      'Leave :DRAFT out: without a version the draft is called. For live events publish a version and name that.',
    )
  }
  const arn = parseArn(name)
  if (!arn) throw noPromptArn(name)
  if (arn.kind !== 'prompt') {
    throw wrongTarget(
      `"${name}" is of kind ${arn.kind}, not a managed prompt.`,
      takers[arn.kind] ?? 'Copy the ARN from the overview of the prompt in the Bedrock console.',
    )
  }
  checkOwner(name, arn, place)
  const { prompt: id = '', version: named } = arn.ids
  if (named !== undefined && version !== undefined && named !== version) {
    throw wrongTarget(
      `The ARN names version ${named} of the prompt, but the step names version ${version}.`,
      'Name the version once: in the ARN, or beside it.',
    )
  }
  const chosen = named ?? version ?? null
  return {
    arn: named === undefined && chosen !== null ? `${name}:${chosen}` : name,
    id,
    version: chosen,
  }
}

function noPromptArn(name: string) {
  if (/^[0-9a-zA-Z]{10}$/.test(name)) {
    return wrongTarget(
      `"${name}" is the id of a prompt; its ARN is needed.`,
      'Copy the ARN from the overview of the prompt in the Bedrock console. It begins with arn: and ends with this id.',
    )
  }
  return notTheArn(
    name,
    'the ARN of a managed prompt',
    'It looks like arn:aws:bedrock:us-east-1:111122223333:prompt/ABCDEFGHIJ, with :1 behind it for a version. Copy the whole of it from the Bedrock console.',
  )
}
