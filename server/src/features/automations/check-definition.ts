import type { Definition, Finding, Step, TestedState, Trigger } from '@outcrop/contract'
import type { AnyAction } from '../../actions/define-action.ts'
import { outputFaults, useFaults } from '../../bedrock/bedrock.ts'
import { checkMapped, type Held } from './check-mapped.ts'
import { checkTemplate } from './check-template.ts'
import { targetField } from './target-field.ts'

/** What a definition may refer to. */
export interface World {
  readonly organizationId: string
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly feedIds: ReadonlySet<string>
  readonly audienceIds: ReadonlySet<string>
  readonly cooldownGroupIds: ReadonlySet<string>
  /** The attributes of the stream that it starts on; null where it starts on none. */
  readonly attributes: readonly Held[] | null
  readonly providers: ReadonlyMap<
    string,
    {
      readonly name: string
      readonly state: TestedState
      readonly region: string
      readonly account: string | null
    }
  >
}

/** Every mistake in a definition that would keep it from running, with its place. */
export function checkDefinition(definition: Definition, world: World): Finding[] {
  const { trigger, steps } = definition
  const findings: Finding[] = [...checkTrigger(trigger, world)]
  const seen = new Set<string>()
  steps.forEach((step, index) => {
    if (seen.has(step.id))
      findings.push({ path: `steps.${index}.id`, message: `Two steps are called "${step.id}".` })
    findings.push(
      ...checkStep(step, world, [...seen]).map((one) => ({
        ...one,
        path: `steps.${index}.${one.path}`,
      })),
    )
    seen.add(step.id)
  })
  return findings
}

function checkTrigger(trigger: Trigger, world: World): Finding[] {
  const { feedIds, audienceIds, cooldownGroupIds } = world
  if (trigger.type === 'manual') return []
  const findings: Finding[] = []
  if (trigger.type === 'event' && !feedIds.has(trigger.feed_id))
    findings.push({ path: 'trigger.feed_id', message: 'This feed does not exist. Choose another one.' }) // prettier-ignore
  if (trigger.type === 'audience' && !audienceIds.has(trigger.audience_id))
    findings.push({ path: 'trigger.audience_id', message: 'This audience does not exist. Choose another one.' }) // prettier-ignore
  if (trigger.type === 'audience' && trigger.not_at_visit_start === true && trigger.on !== 'visit_end')
    findings.push({ path: 'trigger.not_at_visit_start', message: 'Only the end of a visit can ask how it started. Start on "visit_end", or leave this out.' }) // prettier-ignore
  if (trigger.cooldown && !cooldownGroupIds.has(trigger.cooldown.group_id))
    findings.push({ path: 'trigger.cooldown.group_id', message: 'This cooldown group does not exist. Choose another one.' }) // prettier-ignore
  return findings
}

function checkStep(step: Step, world: World, earlier: readonly string[]): Finding[] {
  const action = world.actions.get(step.action)
  if (!action) return [{ path: 'action', message: `There is no action "${step.action}".` }]
  const { findings, templates } = action.check(step.input)
  const inInput = findings.map(inInputOf)
  if (inInput.length > 0) return [...inInput, ...checkOutput(step), ...checkDelivery(step)]
  return [
    ...checkProvider(step, action.providerOf(step.input, world.organizationId), world),
    ...action.unknownOf(step.input, world.organizationId).map(inInputOf),
    ...checkTargets(step, action, world),
    ...templates.flatMap((template) => checkTemplate(template, action, step, { earlier, attributes: world.attributes })), // prettier-ignore
    ...checkMapped(step.input, world.attributes),
    ...checkOutput(step),
    ...checkDelivery(step),
  ]
}

const inInputOf = ({ path, message }: Finding): Finding => ({
  path: path === '' ? 'input' : `input.${path}`,
  message,
})

const checkOutput = ({ output }: Step): Finding[] =>
  outputFaults(output).map(({ path, message }) => ({ path: `output.${path}`, message }))

function checkProvider({ input }: Step, providerId: string | null, world: World): Finding[] {
  if (providerId === null) return []
  const provider = world.providers.get(providerId)
  if (!provider)
    return [
      { path: 'input.provider_id', message: 'This provider does not exist. Choose another one.' },
    ]
  if (provider.state === 'ready') return []
  return [
    {
      path: input['service_id'] === undefined ? 'input.provider_id' : 'input.service_id',
      message: `The provider "${provider.name}" has not passed Test connection.`,
    },
  ]
}

/** Names that this provider could never call: of another kind, region or account, or with a slip in them. */
function checkTargets({ input }: Step, action: AnyAction, world: World): Finding[] {
  const { organizationId, providers } = world
  const provider = providers.get(action.providerOf(input, organizationId) ?? '')
  if (!provider) return []
  return action.permissions(input, organizationId).flatMap((use) =>
    useFaults(use, provider).map(({ of, problem }) => ({
      path: `input.${of === 'guardrail' && input['guardrail'] ? 'guardrail.id' : targetField(use, input)}`,
      message: `${problem.message} ${problem.remedy}`,
    })),
  )
}

function checkDelivery(step: Step): Finding[] {
  if (step.deliver.to === 'nowhere' || step.output.type === 'event') return []
  return [
    {
      path: 'deliver',
      message:
        'Only an answer of type "event" can be delivered. Choose that type, or deliver nowhere.',
    },
  ]
}
