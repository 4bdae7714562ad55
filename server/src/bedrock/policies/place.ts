import { partitionOf } from '../partition-of.ts'

/** Where a policy is for. `account` is `*` as long as nobody knows it. */
export interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

export const placeOf = (region: string, account: string | null): Place => ({
  partition: partitionOf(region),
  region,
  account: account ?? '*',
})
