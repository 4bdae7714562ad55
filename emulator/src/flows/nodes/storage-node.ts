import { writeObject } from '../../buckets/buckets.ts'
import { checkRole } from '../check-role.ts'
import { actionTrace } from './action-trace.ts'
import { textAt, type NodeRunner } from './node-runner.ts'
import { objectPermission } from './object-permission.ts'

/** Stores its input as an object of S3: a text as it is, everything else as JSON. */
export const runStorage: NodeRunner = async function* (task) {
  const { node, run, values } = task
  const bucket = node.configuration?.storage?.serviceConfiguration.s3.bucketName ?? ''
  const key = textAt(task, 'objectKey')
  const content = values.get('content') ?? null
  const { account } = run.asker()
  checkRole(run, [objectPermission('s3:PutObject', { account, bucket, key })])
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const s3Uri = await writeObject({ account, bucket, key }, text)
  yield actionTrace(task, {
    serviceName: 'S3',
    operationName: 'PutObject',
    operationRequest: { bucketName: bucket, objectKey: key, content },
    operationResponse: { s3Uri },
  })
  return { outputs: { s3Uri } }
}
