import { AwsError, notFound } from '../wire/aws-error.ts'
import type { Execution } from './execution.ts'

/** Executions of flows that wait for an answer of whoever invoked them. */
export type Executions = {
  /** Keeps an execution until its next turn. */
  park: (execution: Execution) => void
  /**
   * Takes an execution out for its next turn. Throws ResourceNotFoundException when there is none,
   * ConflictException while another request is at it.
   */
  take: (aliasArn: string, executionId: string) => Execution
  /** Marks an execution as being worked on, until the function that comes back is called. */
  begin: (execution: Execution) => () => void
}

/** More than any test leaves open; the oldest are forgotten. */
const most = 1000

export function createExecutions(): Executions {
  const waiting = new Map<string, Execution>()
  const busy = new Set<string>()
  const nameOf = (aliasArn: string, executionId: string): string => `${aliasArn} ${executionId}`
  return {
    park: (execution) => {
      waiting.set(nameOf(execution.run.target.aliasArn, execution.run.executionId), execution)
      const [oldest] = waiting.keys()
      if (waiting.size > most && oldest !== undefined) waiting.delete(oldest)
    },
    take: (aliasArn, executionId) => {
      const name = nameOf(aliasArn, executionId)
      const execution = waiting.get(name)
      if (busy.has(name)) {
        const message = `The flow execution ${executionId} is processing another request.`
        throw new AwsError('ConflictException', 409, message)
      }
      if (!execution) {
        throw notFound(`The flow execution ${executionId} does not exist or has ended.`)
      }
      waiting.delete(name)
      return execution
    },
    begin: ({ run: { target, executionId } }) => {
      const name = nameOf(target.aliasArn, executionId)
      busy.add(name)
      return () => void busy.delete(name)
    },
  }
}
