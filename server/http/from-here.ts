import type { FastifyRequest } from 'fastify'
import { isLoopback } from '#server/config.ts'
import { ofSocket } from '#server/http/addresses.ts'
import { proxyHeaderOf } from '#server/http/proxy-headers.ts'

/**
 * Whether the caller is a program on this machine. The headers that proxies add give away requests from elsewhere that come through a
 * local proxy. Checking the host name stops pages of other sites whose name was made to resolve to this machine.
 */
export const isFromHere = ({ raw, hostname }: FastifyRequest): boolean =>
  isLoopback(ofSocket(raw.socket)) && isLoopback(hostname) && proxyHeaderOf(raw.headers) === undefined
