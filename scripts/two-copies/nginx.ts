import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { NAME, send, type Front } from './requests.ts'

/** nginx' program, or undefined where it is not installed. */
export const findNginx = (): string | undefined =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => path.join(folder, 'nginx'))
    .find(existsSync)

/**
 * nginx with the very files of deploy/nginx/, but for its ports, its certificate and the ports of the two copies. What it writes is
 * in `folder`, which has to be there.
 */
export async function startNginx(
  nginx: string,
  folder: string,
  copies: readonly [string, string],
): Promise<Front & { stop: () => Promise<void> }> {
  const [plain, port] = [await lastingPort(), await lastingPort()]
  const [certificate, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')]
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`]
  const fresh = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate]
  execFileSync('openssl', [...fresh, ...subject], { stdio: 'ignore' })

  const own = {
    '127.0.0.1:4301': `127.0.0.1:${copies[0]}`,
    '127.0.0.1:4302': `127.0.0.1:${copies[1]}`,
    'listen 80;': `listen 127.0.0.1:${plain};`,
    'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
    '/etc/ssl/agent-console/fullchain.pem': certificate,
    '/etc/ssl/agent-console/privkey.pem': key,
  }
  let site = readFileSync('deploy/nginx/agent-console.conf', 'utf8')
  for (const [from, to] of Object.entries(own)) {
    assert.ok(site.includes(from), `deploy/nginx/agent-console.conf has no ${from}`)
    site = site.replace(from, to)
  }
  writeFileSync(path.join(folder, 'site.conf'), site)
  writeFileSync(path.join(folder, 'proxy.conf'), readFileSync('deploy/nginx/proxy.conf'))
  for (const each of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(path.join(folder, each))
  const temporary = [
    'client_body_temp_path body;',
    ...['proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${each};`),
  ]
  const main = path.join(folder, 'nginx.conf')
  writeFileSync(
    main,
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid nginx.pid; error_log stderr warn;
     events {} http { ${temporary.join(' ')} include site.conf; }`,
  )
  const child = spawn(nginx, ['-p', folder, '-c', main], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-4000)))
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  const ca = readFileSync(certificate)
  for (;;) {
    assert.equal(child.exitCode, null, `nginx ended: ${said}`)
    const headers = { host: NAME }
    const up = await send(https, { port, ca, servername: NAME, path: '/healthz', headers }).catch(() => undefined)
    if (up?.status === 200) return { port, plain, ca, stop }
  }
}
