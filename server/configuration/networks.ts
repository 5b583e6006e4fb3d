import ipaddr from 'ipaddr.js'

/** The networks of an address. For IPv4 both are the address itself. */
export interface Networks {
  /** One caller's. For IPv6 a /64: its owner can use any address in it. */
  caller: string
  /** One customer's. For IPv6 a /48, the usual size for a site. */
  customer: string
}

/** Takes an address as `parseAddress` returns it. */
export function networksOf(address: string): Networks {
  if (!ipaddr.IPv6.isValid(address)) return { caller: address, customer: address }
  const network = (bits: number) =>
    `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toRFC5952String()}/${bits}`
  return { caller: network(64), customer: network(48) }
}
