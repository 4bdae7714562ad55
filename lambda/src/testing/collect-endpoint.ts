import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from './listen.ts'

export interface Post {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface CollectEndpoint {
  readonly url: string
  readonly posts: Post[]
  /** What the next requests get; the last one stays. */
  answers: ((response: ServerResponse) => void)[]
  close(): Promise<void>
}

/** An endpoint that does what a test wants. */
export async function startCollectEndpoint(): Promise<CollectEndpoint> {
  const posts: Post[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      posts.push({ headers: request.headers, body })
      const answer = endpoint.answers.length > 1 ? endpoint.answers.shift() : endpoint.answers[0]
      answer?.(response)
    })
  })
  const { port, close } = await listen(server)
  const endpoint: CollectEndpoint = {
    url: `http://127.0.0.1:${port}/event`,
    posts,
    answers: [(response) => response.end()],
    close,
  }
  return endpoint
}
