import { BlockList, isIPv6 } from 'node:net'

const link4 = new BlockList()
link4.addSubnet('169.254.0.0', 16, 'ipv4')
const link6 = new BlockList()
link6.addSubnet('fe80::', 10, 'ipv6')
link6.addSubnet('fd00:ec2::', 32, 'ipv6')
link6.addSubnet('::ffff:169.254.0.0', 112, 'ipv6')

/**
 * Whether an address is one where a cloud tells its machines who they are, credentials included. No
 * Bedrock answers there, and whoever enters an endpoint must not read what belongs to the machine.
 * Other private addresses are allowed: VPC endpoints have them.
 */
export function isMetadataAddress(address: string): boolean {
  return isIPv6(address) ? link6.check(address, 'ipv6') : link4.check(address, 'ipv4')
}
