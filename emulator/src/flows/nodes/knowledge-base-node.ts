import { modelPermissions } from '../../iam/model-permissions.ts'
import { generateAnswer } from '../../knowledge-bases/generate-answer.ts'
import { knowledgeBaseArn } from '../../knowledge-bases/knowledge-base-arn.ts'
import { retrievalResult, retrieveFrom } from '../../knowledge-bases/retrieve-from.ts'
import { checkRole } from '../check-role.ts'
import { modelPlace } from '../flow-run.ts'
import { actionTrace } from './action-trace.ts'
import { nodeGuard } from './node-guard.ts'
import { textAt, type NodeRunner } from './node-runner.ts'

/** Looks a question up in a knowledge base; with a model the answer is made from what was found. */
export const runKnowledgeBase: NodeRunner = async function* (task) {
  const { node, run } = task
  const { knowledgeBase } = node.configuration ?? {}
  const { knowledgeBaseId = '', modelId, numberOfResults } = knowledgeBase ?? {}
  const question = textAt(task, 'retrievalQuery')
  const resource = knowledgeBaseArn(knowledgeBaseId, run.asker())
  checkRole(run, [{ action: 'bedrock:Retrieve', resource }])
  const hits = retrieveFrom(knowledgeBaseId, run.asker(), { question, wanted: numberOfResults })
  const operationRequest = { knowledgeBaseId, retrievalQuery: { text: question } }
  if (modelId === undefined) {
    const retrievalResults = hits.map(retrievalResult)
    yield actionTrace(task, {
      serviceName: 'Bedrock',
      operationName: 'Retrieve',
      operationRequest,
      operationResponse: { retrievalResults },
    })
    return { outputs: { retrievalResults } }
  }
  checkRole(run, modelPermissions('bedrock:InvokeModel', modelId, modelPlace(run)))
  const guard = nodeGuard(run, knowledgeBase?.guardrailConfiguration)
  const asked = { modelId, question, hits, guard }
  const generated = await generateAnswer(run.asker(), run.surroundings, asked)
  yield actionTrace(task, {
    serviceName: 'Bedrock',
    operationName: 'RetrieveAndGenerate',
    operationRequest: { ...operationRequest, modelId },
    operationResponse: { output: { text: generated.text }, citations: generated.citations },
  })
  return { outputs: { outputText: generated.text } }
}
