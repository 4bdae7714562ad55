import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Networks that the internet does not route to: this machine, its neighbours, and reserved ranges. */
const networks = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  // This machine's own (::1), and addresses that carry an IPv4 address inside, by which all of the
  // above could be reached.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['2001::', 32],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const

// One list per family: in a shared one, IPv4 addresses match the IPv6 range that carries them.
const blocked4 = new BlockList()
const blocked6 = new BlockList()
for (const [network, bits] of networks) {
  if (isIPv4(network)) blocked4.addSubnet(network, bits, 'ipv4')
  else blocked6.addSubnet(network, bits, 'ipv6')
}

/** Whether an IP address lies in a private, link-local or reserved network; true for what is no IP address. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return blocked4.check(address, 'ipv4')
  return !isIPv6(address) || blocked6.check(address, 'ipv6')
}
