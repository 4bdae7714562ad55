import { readObject } from '../../buckets/buckets.ts'
import { checkRole } from '../check-role.ts'
import { actionTrace } from './action-trace.ts'
import { textAt, type NodeRunner } from './node-runner.ts'
import { objectPermission } from './object-permission.ts'

/** Reads an object of S3, which must be a text. */
export const runRetrieval: NodeRunner = async function* (task) {
  const { node, run } = task
  const bucket = node.configuration?.retrieval?.serviceConfiguration.s3.bucketName ?? ''
  const key = textAt(task, 'objectKey')
  const { account } = run.asker()
  checkRole(run, [objectPermission('s3:GetObject', { account, bucket, key })])
  const s3Content = await readObject({ account, bucket, key })
  yield actionTrace(task, {
    serviceName: 'S3',
    operationName: 'GetObject',
    operationRequest: { bucketName: bucket, objectKey: key },
    operationResponse: { s3Content },
  })
  return { outputs: { s3Content } }
}
