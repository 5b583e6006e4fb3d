import { isIPv4, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** Kinds of IPv6 addresses that stand for the IPv4 address at their end: mapped and translated (RFC 6145, RFC 6052). */
const CARRY_IPV4: ReadonlySet<string> = new Set(['ipv4Mapped', 'rfc6145', 'rfc6052'])

/**
 * Parses an address as sockets and proxies write it: with a port, in brackets, with a zone, or IPv4 as IPv6. Returns the same text
 * for every form of an address, and undefined for anything else.
 */
function parseAddress(text: string): string | undefined {
  // Most are, and this runs for every request.
  if (isIPv4(text)) return text
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
  if (isIPv4(bare)) return bare
  if (!isIPv6(bare)) return undefined
  const address = ipaddr.IPv6.parse(bare)
  if (CARRY_IPV4.has(address.range())) return new ipaddr.IPv4(address.toByteArray().slice(12)).toString()
  return address.toRFC5952String()
}

/** Returns the caller's address. If a trusted proxy wrote something else in its place, it is the proxy's own. */
export const addressOf = ({ ip, socket }: FastifyRequest): string => parseAddress(ip ?? '') ?? ofSocket(socket)

/** Returns the address of the other end; a connection that is already closed has none. */
export const ofSocket = ({ remoteAddress = '' }: { remoteAddress?: string | undefined }): string =>
  parseAddress(remoteAddress) ?? 'unknown'

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/**
 * Returns a function that tells whether an address is in a list of addresses and networks, however it is written. Throws if the list
 * contains anything else.
 */
export function trusting(list: string): (address: string) => boolean {
  const proxies = list
    .split(',')
    .map((each) => each.trim())
    .flatMap((each) => NAMED[each] ?? [each])
    .map((each) => (each.includes('/') ? ipaddr.parseCIDR(each) : singleAddress(each)))
  return (text) => {
    const parsed = parseAddress(text)
    if (parsed === undefined) return false
    const address = ipaddr.parse(parsed)
    return proxies.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
  }
}

function singleAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
