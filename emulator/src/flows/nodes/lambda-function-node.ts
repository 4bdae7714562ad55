import type { Json } from '../../json.ts'
import { checkRole } from '../check-role.ts'
import { actionTrace } from './action-trace.ts'
import type { NodeRunner, NodeTask } from './node-runner.ts'

/** Hands all its inputs to a Lambda function; what that returns is the output as it is. */
export const runLambdaFunction: NodeRunner = async function* (task) {
  const { node, run } = task
  const arn = node.configuration?.lambdaFunction?.lambdaArn ?? ''
  checkRole(run, [{ action: 'lambda:InvokeFunction', resource: arn }])
  const { account, signal } = run.asker()
  const event = lambdaEvent(task)
  const response = await run.surroundings.functions.invoke({ arn, account, signal }, event)
  yield actionTrace(task, {
    serviceName: 'Lambda',
    operationName: 'Invoke',
    operationRequest: event,
    operationResponse: response,
  })
  return { outputs: { functionResponse: response } }
}

function lambdaEvent({ node, run: { target }, values }: NodeTask): Json {
  const inputs = node.inputs.map(({ name, type, expression }) => {
    return { name, type, expression, value: values.get(name) ?? null }
  })
  return {
    messageVersion: '1.0',
    flow: { flowArn: target.flowArn, flowAliasArn: target.aliasArn },
    node: { name: node.name, inputs },
  }
}
