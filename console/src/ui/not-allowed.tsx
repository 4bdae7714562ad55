import { rolesFor, routes } from '@outcrop/contract'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../queries.ts'
import { inWords } from './in-words.ts'
import type { Operation } from './operation.ts'

/** Why something can only be looked at. */
export function NotAllowed({ operation }: { readonly operation: Operation }) {
  const role = useQuery(meQuery()).data?.role
  if (role === undefined) return null
  return (
    <Text size="sm" c="dimmed" role="note">
      You can look, not change: your role is {role}, and this takes the role{' '}
      {inWords(rolesFor(routes[operation].scope), 'or')}.
    </Text>
  )
}
