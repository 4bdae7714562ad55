import { converseQuestion } from '../../converse/question.ts'
import { askText } from '../../guardrails/ask-text.ts'
import { modelPermissions } from '../../iam/model-permissions.ts'
import { promptPermissions } from '../../iam/prompt-permissions.ts'
import type { Json } from '../../json.ts'
import { findPromptByArn } from '../../prompts/find-prompt.ts'
import type { PromptVariant } from '../../prompts/prompt-schema.ts'
import { renderPrompt } from '../../prompts/render-prompt.ts'
import { inputText } from '../../model/question.ts'
import { validationError } from '../../wire/aws-error.ts'
import { checkRole } from '../check-role.ts'
import { modelPlace } from '../flow-run.ts'
import { actionTrace } from './action-trace.ts'
import { nodeGuard } from './node-guard.ts'
import type { NodeRunner, NodeTask } from './node-runner.ts'

/** Fills a prompt, written in the flow or kept by Prompt Management, and asks its model. */
export const runPrompt: NodeRunner = async function* (task) {
  const { run, values } = task
  const variant = variantOf(task)
  const { modelId } = variant
  checkRole(run, modelPermissions('bedrock:InvokeModel', modelId, modelPlace(run)))
  const texts = [...values].map(([name, value]) => [name, textOf(value)] as const)
  const request = renderPrompt(variant, new Map(texts))
  let asked = ''
  const { text } = await askText(run.asker(), run.surroundings, {
    modelId,
    guard: nodeGuard(run, task.node.configuration?.prompt?.guardrailConfiguration),
    questionFor: (model) => {
      const question = converseQuestion(request, modelId, model)
      asked = inputText(question)
      return question
    },
  })
  yield actionTrace(task, {
    serviceName: 'Bedrock',
    operationName: 'InvokeModel',
    operationRequest: { modelId, prompt: asked },
    operationResponse: { modelCompletion: text },
  })
  return { outputs: { modelCompletion: text } }
}

function variantOf({ node, run }: NodeTask): PromptVariant {
  const source = node.configuration?.prompt?.sourceConfiguration
  if (source?.inline) return { name: node.name, ...source.inline }
  const arn = source?.resource?.promptArn ?? ''
  const found = findPromptByArn(arn, run.asker())
  if (!found) throw validationError(`${arn} is no ARN of a prompt.`)
  checkRole(run, promptPermissions(found, run.asker()))
  return found.variant
}

/** Objects and arrays stand in a prompt as JSON. */
function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
