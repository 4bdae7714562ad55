import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Outcrop</title>
<h1>The console has not been built</h1>
<p>The server is running; only its pages are missing. Stop it, run <code>npm run build</code> in the
checkout, and start it again. The API at <a href="/openapi.json">/api/v1</a> works without them.</p>
</html>
`

/** Serves the files of the built console. Without a build, its pages say how to make one. */
export async function consoleFiles(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    app.get('/', (_request, reply) => sendNotBuilt(reply))
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (response, path) => void response.setHeader('cache-control', cachingOf(path)),
  })
}

/** The build names its assets after their content, so a name never means anything else. */
function cachingOf(path: string): string {
  return /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** Whether a browser asks for a page: the console itself knows which of its paths exist. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && !url.startsWith('/api/') && (headers.accept?.includes('text/html') ?? false)
}

export function sendPage(reply: FastifyReply): FastifyReply {
  return 'sendFile' in reply ? reply.code(200).sendFile('index.html') : sendNotBuilt(reply)
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/html; charset=utf-8').send(notBuilt)
}
