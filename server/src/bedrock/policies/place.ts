/** Where a policy is for. `account` is `*` as long as nobody knows it. */
export interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

const partitions: readonly [prefix: string, partition: string][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
]

/** Every region belongs to one partition, whose name all ARNs in it begin with. */
export function placeOf(region: string, account: string | null): Place {
  const [, partition] = partitions.find(([prefix]) => region.startsWith(prefix)) ?? ['', 'aws']
  return { partition, region, account: account ?? '*' }
}
