import type { FastifyInstance } from 'fastify'
import type { Socket } from 'node:net'

/**
 * Lets the server close without waiting for connections that only might be used: those that browsers
 * open in advance, and those that would be kept for a next request.
 */
export function releaseConnections(app: FastifyInstance): void {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  app.addHook('preClose', (done) => {
    app.server.keepAliveTimeout = 1
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    done()
  })
}
