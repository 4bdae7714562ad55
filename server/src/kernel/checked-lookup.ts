import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/**
 * Looks a name up for a connection, unless `refuse` throws for one of its addresses: the connection
 * then goes to an address that was checked, whatever the name leads to a moment later.
 */
export function checkedLookup(refuse: (host: string, address: string) => void): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      try {
        if (error) throw error
        for (const { address } of addresses) refuse(host, address)
      } catch (failure) {
        done(failure instanceof Error ? failure : new Error(String(failure)), [])
        return
      }
      const [first] = addresses
      if (options.all) done(null, addresses)
      else done(null, first?.address ?? '', first?.family)
    })
  }
}
