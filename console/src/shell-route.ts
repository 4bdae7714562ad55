import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router'
import { problemOf } from './api.ts'
import { meQuery } from './queries.ts'
import { Shell } from './shell/shell.tsx'
import { Waiting } from './shell/waiting.tsx'

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({})

/** Every room is inside; nobody enters without being signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...meQuery(), staleTime: 'static' })
    } catch (error) {
      if (problemOf(error)?.code !== 'unauthenticated') throw error
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- The router's way to redirect.
      throw redirect({ to: '/sign-in', search: { back: location.href } })
    }
  },
  component: Shell,
  // Before it is known who is there, nothing of a room can be shown.
  pendingComponent: Waiting,
  pendingMs: 500,
  pendingMinMs: 0,
})
