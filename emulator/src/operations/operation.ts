import type { Caller } from '../accounts/authenticate.ts'
import type { Asker } from '../answers/asker.ts'
import type { Permission } from '../iam/permission.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import type { Reply } from '../wire/reply.ts'
import type { World } from '../world.ts'

/** One authenticated request. */
export type Call = Asker & {
  caller: Caller
  /** The variable parts of the path, decoded. */
  params: readonly string[]
  query: () => URLSearchParams
  body: Buffer
  header: (name: string) => string | undefined
  requestId: string
  /** Milliseconds on the monotonic clock. */
  startedAt: number
}

/** What is known of a call before it is performed; faults and the call log look at it. */
export type Prepared = {
  modelId?: string
  inputText?: string
  perform: (world: World) => Reply | Promise<Reply>
}

/** One AWS operation. `prepare` and `perform` throw AwsError to refuse. */
export type Operation = {
  name: string
  endpoint: Endpoint
  /** The IAM action that guards it. */
  action: string
  /** What IAM must allow; the action on `*` if absent. Looked at only for callers with policies. */
  permissions?: (call: Call, world: World) => readonly Permission[]
  /** REST operations have a method and a path; STS ones are told apart by the form's Action. */
  route: { method: string; path: RegExp } | 'form-action'
  prepare: (call: Call) => Prepared
}
