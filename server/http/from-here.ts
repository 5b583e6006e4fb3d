import type { FastifyRequest } from 'fastify'
import { isLoopback } from '#server/config.ts'

const ADDED_BY_PROXIES =
  /^(forwarded.*|via|cdn-loop|x-forward.*|x-original-.*|x-real-ip|x-proxy.*|x-cluster-.*|x-envoy-.*|x-amzn-.*|x-azure-.*|x-appengine-.*|x-arr-.*|cf-.*|.*client-ip|.*clientip)$/

/**
 * Whether the caller is a program on this machine. A proxy on this machine is one too, and speaks for the world: its
 * requests are told by the headers that proxies add. The name asked for keeps out the pages of other sites, which a browser
 * on this machine would let ask for a name of theirs that leads here.
 */
export const isFromHere = ({ raw, hostname }: FastifyRequest): boolean =>
  isLoopback((raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '')) &&
  isLoopback(hostname) &&
  !Object.keys(raw.headers).some((header) => ADDED_BY_PROXIES.test(header))
