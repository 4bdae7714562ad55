import type { Arn } from './arn.ts'
import type { Connection } from './connection.ts'
import { partitionOf } from './partition-of.ts'
import { wrongTarget } from './wrong-target.ts'

export type Place = Pick<Connection, 'region' | 'account'>

/** Throws `wrong-target` when a resource is not in the region of the provider, or its partition not that of the region. */
export function checkPlace(name: string, arn: Arn, { region }: Place): void {
  if (arn.region !== region) {
    throw wrongTarget(
      `"${name}" is in ${arn.region}, but the provider works in ${region}.`,
      `Choose a provider in ${arn.region}, or the same resource in ${region}.`,
    )
  }
  const partition = partitionOf(region)
  if (arn.partition !== partition) {
    throw wrongTarget(
      `"${name}" begins with arn:${arn.partition}:, but in ${region} every ARN begins with arn:${partition}:.`,
      'Copy the ARN from the AWS console once more.',
    )
  }
}

/** As `checkPlace`, for resources that no other account can share. */
export function checkOwner(name: string, arn: Arn, place: Place): void {
  checkPlace(name, arn, place)
  const { account } = place
  if (account === null || account === undefined || arn.account === account) return
  throw wrongTarget(
    `"${name}" belongs to the AWS account ${arn.account}, but the provider works in ${account}.`,
    `Choose a provider of the account ${arn.account}, or make the same resource in ${account}.`,
  )
}
