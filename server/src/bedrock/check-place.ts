import type { Arn } from './arn.ts'
import type { Connection } from './connection.ts'
import { partitionOf } from './partition-of.ts'
import { wrongTarget } from './wrong-target.ts'

export type Place = Pick<Connection, 'region' | 'account'>

/** Whether a text is made like the names of regions, such as us-gov-west-1. */
const isRegion = (text: string): boolean => /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(text)

/** Throws `wrong-target` when a resource is not in the region of the provider, or its partition not that of the region. */
export function checkPlace(name: string, arn: Arn, { region }: Place): void {
  if (arn.region !== region) {
    const remedy = isRegion(arn.region)
      ? `Choose a provider in ${arn.region}, or the same resource in ${region}.`
      : `${arn.region} is no region of AWS: compare the ARN with the AWS console.`
    throw wrongTarget(`"${name}" is in ${arn.region}, but the provider works in ${region}.`, remedy)
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
