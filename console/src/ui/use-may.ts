import { isAllowed, routes } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../queries.ts'
import type { Operation } from './operation.ts'

/** Whether whoever looks has a role that may do this. The contract knows; nobody may before it is known who looks. */
export function useMay(operation: Operation): boolean {
  const role = useQuery(meQuery()).data?.role
  return role !== undefined && isAllowed(role, routes[operation].scope)
}
