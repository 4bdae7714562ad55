const partitions: readonly [prefix: string, partition: string][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
]

/** Every region belongs to one partition, whose name all ARNs in it begin with. */
export function partitionOf(region: string): string {
  const [, partition] = partitions.find(([prefix]) => region.startsWith(prefix)) ?? ['', 'aws']
  return partition
}
