import { isIPv4, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** Forms of IPv6 that end in an IPv4 address, which is whose the address is: mapped, and translated (RFC 6145, RFC 6052). */
const CARRY_IPV4: ReadonlySet<string> = new Set(['ipv4Mapped', 'rfc6145', 'rfc6052'])

/**
 * The IP address in a text as sockets and proxies write it: with a port, in brackets, with a zone, an IPv4 address in the form of
 * an IPv6 one. One address has one form. Returns undefined where the text is none.
 */
export function parseAddress(text: string): string | undefined {
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

/** Where a request comes from. A proxy that is trusted may still write what is no address: then it is the proxy's own. */
export const addressOf = ({ ip, socket }: FastifyRequest): string => parseAddress(ip ?? '') ?? ofSocket(socket)

/** What a connection that is closed already no longer says. */
export const ofSocket = ({ remoteAddress = '' }: { remoteAddress?: string | undefined }): string =>
  parseAddress(remoteAddress) ?? 'unknown'

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/**
 * Whether an address is one of the proxies in a list of addresses and networks, also where another proxy wrote it with a port.
 * Throws for a list that has anything else in it.
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
