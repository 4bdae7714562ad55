import type { ActionContext } from '../../actions/define-action.ts'

type Around = Omit<ActionContext, 'signal'>

/** The context of an action that notes which revision of a provider it called last. */
export function noteRevision(around: Around): {
  readonly action: Around
  /** Null before the first call. */
  readonly revision: () => number | null
} {
  let revision: number | null = null
  return {
    action: {
      ...around,
      connection: async (providerId) => {
        const connection = await around.connection(providerId)
        revision = connection.revision
        return connection
      },
    },
    revision: () => revision,
  }
}
