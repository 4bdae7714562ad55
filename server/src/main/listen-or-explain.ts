import type { FastifyInstance } from 'fastify'

/** Listens, or throws one sentence that says why that is impossible and what to do. */
export async function listenOrExplain(
  app: FastifyInstance,
  port: number,
  host: string,
): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const sentence = sentenceFor(code, port, host)
    throw sentence === undefined ? error : new Error(sentence, { cause: error })
  }
}

function sentenceFor(code: string, port: number, host: string): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop that program, or choose another port with OUTCROP_PORT.`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose a port above 1023 with OUTCROP_PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine. Set OUTCROP_HOST to one that is, or to 0.0.0.0 for all of them.`
    default:
      return undefined
  }
}
