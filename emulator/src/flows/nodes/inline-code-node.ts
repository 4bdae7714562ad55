import { PythonFailure, runPython } from '../../python/run-python.ts'
import { AwsError } from '../../wire/aws-error.ts'
import { actionTrace } from './action-trace.ts'
import type { NodeRunner, NodeTask } from './node-runner.ts'

/** Runs Python with its inputs as variables. It needs nothing of the execution role. */
export const runInlineCode: NodeRunner = async function* (task) {
  const { code = '' } = task.node.configuration?.inlineCode ?? {}
  const inputs = Object.fromEntries(task.values)
  const response = await run(task, code)
  yield actionTrace(task, {
    serviceName: 'InlineCode',
    operationName: 'Execute',
    operationRequest: { language: 'Python_3', inputs },
    operationResponse: { response },
  })
  return { outputs: { response } }
}

async function run({ values, run: { asker, surroundings } }: NodeTask, code: string) {
  const python = { command: surroundings.python, signal: asker().signal() }
  try {
    return await runPython(code, Object.fromEntries(values), python)
  } catch (error) {
    if (error instanceof PythonFailure) throw dependencyFailed(reasonOf(error))
    throw error
  }
}

function reasonOf({ kind, message }: PythonFailure): string {
  if (kind !== 'missing') return message
  return `This emulator runs inline code with Python 3. ${message}. Install it, or name another program as \`python\` in the configuration of the emulator.`
}

function dependencyFailed(message: string): AwsError {
  const members = { resourceName: 'InlineCode' }
  return new AwsError('DependencyFailedException', 424, message, { members })
}
