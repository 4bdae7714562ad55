import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Processor } from '../features/processor/processor.ts'
import type { Answer, FromThread, ThreadData, ToThread } from './thread-messages.ts'

/** A stream processor in a thread of its own. */
export interface Thread extends Processor {
  /** Resolves when it is counted among the processors; rejects when it cannot start. */
  readonly joined: Promise<unknown>
  /** Lets it take its share of the shards. */
  go(): void
  /** Ends it at once. */
  end(): Promise<unknown>
}

const file = new URL('./processor-thread.js', import.meta.url)

/**
 * Nobody listens to its errors once it has started: they are thrown here then, and end the process.
 * Its shards would be idle otherwise, and nobody would know.
 */
export function startThread(
  data: ThreadData,
  onBatch: (events: number, lagMs: number) => void,
): Thread {
  const worker = new Worker(file, { workerData: data })
  worker.on('message', (message: FromThread) => {
    if (message.type === 'processed') onBatch(message.events, message.lagMs)
  })
  const tell = (message: ToThread) => worker.postMessage(message)
  const ask = async (type: 'reload' | 'stop') => {
    const { port1, port2 } = new MessageChannel()
    worker.postMessage({ type, answer: port2 } satisfies ToThread, [port2])
    const { failure } = await new Promise<Answer>((resolve) => port1.once('message', resolve))
    port1.close()
    if (failure !== null) throw new Error(failure)
  }
  return {
    joined: once(worker, 'message'),
    go: () => tell({ type: 'go' }),
    wake: () => tell({ type: 'wake' }),
    reloadRules: () => ask('reload'),
    stop: () => ask('stop').finally(() => worker.terminate()),
    end: () => worker.terminate(),
  }
}
