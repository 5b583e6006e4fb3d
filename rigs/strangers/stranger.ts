// A process of its own that sends hostile requests: 900 headers take the sender longer than the server, and in the process that times
// the honest reads they would count as the server's.
import http from 'node:http'
import { send, sendSteadily, type Sent } from './requests.ts'

/** Sent by the process that measures: begin with this, or stop. It is answered once that is done. */
export type Order = { url: string; sent: Sent; perSecond: number; atOnce: number } | 'stop'

let stop = async () => {}

process.on('message', (order: Order) => {
  if (order === 'stop') return void stop().then(() => process.send?.('stopped'))
  const { url, sent, perSecond, atOnce } = order
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce })
  const end = sendSteadily(() => send(new URL(url), agent, sent), { perSecond, atOnce })
  stop = async () => {
    await end()
    agent.destroy()
  }
  process.send?.('sending')
})
