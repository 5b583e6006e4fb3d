import type { FastifyRequest } from 'fastify'
import { isLoopback } from '#server/config.ts'
import { ofSocket } from '#server/http/addresses.ts'
import { proxyHeaderOf } from '#server/http/proxy-headers.ts'

/**
 * Whether the caller is a program on this machine. A proxy on this machine is one too, and speaks for the world: its
 * requests are told by the headers that proxies add. The name asked for keeps out the pages of other sites, which a browser
 * on this machine would let ask for a name of theirs that leads here.
 */
export const isFromHere = ({ raw, hostname }: FastifyRequest): boolean =>
  isLoopback(ofSocket(raw.socket)) && isLoopback(hostname) && proxyHeaderOf(raw.headers) === undefined
