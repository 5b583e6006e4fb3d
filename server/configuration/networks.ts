import ipaddr from 'ipaddr.js'

/** What an address belongs to. Of IPv4 both are the address itself. */
export interface Networks {
  /** One caller's: whoever has an IPv6 address has all 2^64 of its /64. */
  caller: string
  /** One customer's: a /48 is what a site is given. */
  customer: string
}

/** `address` is in the one form that the server has for it (`parseAddress`). */
export function networksOf(address: string): Networks {
  if (!ipaddr.IPv6.isValid(address)) return { caller: address, customer: address }
  const network = (bits: number) =>
    `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toRFC5952String()}/${bits}`
  return { caller: network(64), customer: network(48) }
}
