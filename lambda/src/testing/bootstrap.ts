import { createRequire } from 'node:module'

// What the Node.js runtime of Lambda does, in a process of its own: load the handler from the task
// root, then take one event after the other from the runtime API.
const { AWS_LAMBDA_RUNTIME_API = '', LAMBDA_TASK_ROOT = '', _HANDLER = '' } = process.env
const api = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`
const [file = '', name = ''] = _HANDLER.split('.')

type Handler = (event: unknown, context: object) => Promise<unknown>
const loaded: Record<string, Handler> = createRequire(__filename)(`${LAMBDA_TASK_ROOT}/${file}.js`)

async function serveOne(): Promise<void> {
  const next = await fetch(`${api}/invocation/next`)
  const awsRequestId = next.headers.get('lambda-runtime-aws-request-id') ?? ''
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'))
  const context = { awsRequestId, getRemainingTimeInMillis: () => deadline - Date.now() }
  const answer = (what: string, body: unknown) =>
    fetch(`${api}/invocation/${awsRequestId}/${what}`, {
      method: 'POST',
      body: JSON.stringify(body ?? null),
    })
  try {
    await answer('response', await loaded[name]?.(await next.json(), context))
  } catch (error) {
    await answer('error', { errorMessage: String(error) })
  }
}

async function serve(): Promise<void> {
  for (;;) await serveOne()
}

void serve()
