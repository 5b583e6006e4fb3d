import type { FastifyRequest } from 'fastify'
import { isLoopback } from '#server/config.ts'

const ADDED_BY_PROXIES =
  /^(forwarded.*|via|cdn-loop|x-forward.*|x-original-.*|x-real-ip|x-proxy.*|x-cluster-.*|x-envoy-.*|x-amzn-.*|x-azure-.*|x-appengine-.*|x-arr-.*|cf-.*|.*client-ip|.*clientip)$/

/**
 * Whether the caller is a program on this machine. The headers that proxies add give away requests from elsewhere that come through a
 * local proxy. Checking the host name stops pages of other sites whose name was made to resolve to this machine.
 */
export const isFromHere = ({ raw, hostname }: FastifyRequest): boolean =>
  isLoopback((raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '')) &&
  isLoopback(hostname) &&
  !Object.keys(raw.headers).some((header) => ADDED_BY_PROXIES.test(header))
