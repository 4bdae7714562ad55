import type { NodeRunner } from './node-runner.ts'

/** Tells a result of the flow. */
// eslint-disable-next-line @typescript-eslint/require-await -- the runner of a node is asynchronous, whatever it does
export const runOutput: NodeRunner = async function* (task) {
  yield {
    type: 'flowOutputEvent',
    payload: {
      nodeName: task.node.name,
      nodeType: 'FlowOutputNode',
      content: { document: task.values.get('document') ?? null },
    },
  }
  return { outputs: {} }
}
