import type { OrchestrationTrace, TracePart, Usage } from '@aws-sdk/client-bedrock-agent-runtime'
import type { AgentStep } from '@outcrop/contract'
import { plainRecord } from '../plain-json.ts'
import type { AgentEvent } from './agent-event.ts'

type Told = Pick<AgentStep, 'kind' | 'text'>

/** One line of an agent's trace. */
export function readTrace({ trace, eventTime, collaboratorName }: TracePart): AgentEvent[] {
  if (!trace) return []
  const { usage, model } = modelOf(trace)
  const told = toldOf(trace, usage)
  const step: AgentStep = {
    ...told,
    text: collaboratorName === undefined ? told.text : `${collaboratorName}: ${told.text}`,
    at: eventTime?.toISOString() ?? null,
    tokens: usage ? { input: usage.inputTokens ?? null, output: usage.outputTokens ?? null } : null,
    detail: plainRecord(trace),
  }
  return [{ type: 'step', step, model }]
}

/** What a model call took, in whichever phase it was made, and which model it went to. */
function modelOf(trace: NonNullable<TracePart['trace']>): {
  usage: Usage | undefined
  model: string | null
} {
  const { preProcessingTrace, orchestrationTrace, postProcessingTrace, routingClassifierTrace } =
    trace
  const phases = [
    preProcessingTrace,
    orchestrationTrace,
    postProcessingTrace,
    routingClassifierTrace,
  ]
  const usages = phases.flatMap((phase) => phase?.modelInvocationOutput?.metadata?.usage ?? [])
  const models = phases.flatMap((phase) => phase?.modelInvocationInput?.foundationModel ?? [])
  return { usage: usages[0], model: models[0] ?? null }
}

function toldOf(trace: NonNullable<TracePart['trace']>, usage: Usage | undefined): Told {
  if (trace.failureTrace) {
    return {
      kind: 'failure',
      text: `Failed: ${trace.failureTrace.failureReason ?? 'no reason given'}`,
    }
  }
  if (trace.guardrailTrace) {
    return { kind: 'guardrail', text: `Guardrail: ${trace.guardrailTrace.action ?? 'no action'}` }
  }
  if (usage) {
    return {
      kind: 'model',
      text: `The model answered (${usage.inputTokens ?? '?'} tokens in, ${usage.outputTokens ?? '?'} out)`,
    }
  }
  if (trace.orchestrationTrace) return orchestrationStep(trace.orchestrationTrace)
  const [name = 'trace'] = Object.keys(trace)
  return {
    kind: 'other',
    text: name
      .replace(/Trace$/, '')
      .replace(/([A-Z])/g, ' $1')
      .toLowerCase(),
  }
}

function orchestrationStep(trace: OrchestrationTrace): Told {
  const { rationale, modelInvocationInput, modelInvocationOutput, invocationInput, observation } =
    trace
  if (rationale) return { kind: 'rationale', text: rationale.text ?? 'Thinks' }
  if (modelInvocationInput) {
    return { kind: 'model', text: `Asks ${modelInvocationInput.foundationModel ?? 'its model'}` }
  }
  if (modelInvocationOutput) return { kind: 'model', text: 'The model answered' }
  if (invocationInput) return invocationStep(invocationInput)
  if (observation) return observationStep(observation)
  return { kind: 'other', text: 'orchestration' }
}

function invocationStep(input: NonNullable<OrchestrationTrace['invocationInput']>): Told {
  const { actionGroupInvocationInput: action, knowledgeBaseLookupInput: lookup } = input
  if (lookup) {
    return {
      kind: 'knowledge-base',
      text: `Searches knowledge base ${lookup.knowledgeBaseId ?? ''} for “${lookup.text ?? ''}”`,
    }
  }
  if (action) {
    const name = action.function ?? `${action.verb?.toUpperCase() ?? ''} ${action.apiPath ?? ''}`
    const values = (action.parameters ?? []).map(
      (each) => `${each.name ?? ''}: ${each.value ?? ''}`,
    )
    return {
      kind: 'action',
      text: `Calls ${action.actionGroupName ?? ''} · ${name.trim()}(${values.join(', ')})`,
    }
  }
  const collaborator = input.agentCollaboratorInvocationInput?.agentCollaboratorName
  if (collaborator !== undefined) return { kind: 'collaborator', text: `Asks ${collaborator}` }
  return { kind: 'other', text: input.invocationType ?? 'invocation' }
}

function observationStep(observation: NonNullable<OrchestrationTrace['observation']>): Told {
  const { type, knowledgeBaseLookupOutput: found, actionGroupInvocationOutput: done } = observation
  if (found) {
    const count = found.retrievedReferences?.length ?? 0
    return { kind: 'knowledge-base', text: `Found ${count} passage${count === 1 ? '' : 's'}` }
  }
  if (done) return { kind: 'action', text: `The action returned ${done.text ?? 'nothing'}` }
  const replied = observation.agentCollaboratorInvocationOutput?.agentCollaboratorName
  if (replied !== undefined) return { kind: 'collaborator', text: `${replied} answered` }
  if (type === 'FINISH') return { kind: 'answer', text: 'Gives its answer' }
  if (type === 'ASK_USER') return { kind: 'answer', text: 'Asks the user' }
  return { kind: 'other', text: (type ?? 'observation').toLowerCase().replaceAll('_', ' ') }
}
