import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { NAME, type Front } from './requests.ts'

/** nginx' program, or undefined where it is not installed. */
export const findNginx = (): string | undefined =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => path.join(folder, 'nginx'))
    .find(existsSync)

export interface Nginx {
  /** Returns its error log so far. */
  said: () => string
  stop: () => Promise<void>
}

interface Site {
  /** A file of deploy/nginx/. */
  file: 'agent-console.conf' | 'compose.conf'
  /** Text of the files, such as ports, and its replacement on this machine. */
  own: Readonly<Record<string, string>>
}

/** Starts nginx with the files of deploy/nginx/ and a few replacements. It writes to `folder` only, which must exist. */
export async function startNginx(nginx: string, folder: string, { file, own }: Site): Promise<Nginx> {
  const config = configure(folder, file, own)
  const child = spawn(nginx, ['-p', folder, '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  // It logs this line once it listens.
  while (!said.includes('start worker process')) {
    assert.equal(child.exitCode, null, `nginx ended: ${said}`)
    await Promise.race([once(child.stderr, 'data'), once(child, 'exit')])
  }
  return {
    said: () => said,
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Writes a configuration with the site into `folder`, and returns its path. */
function configure(folder: string, file: string, own: Readonly<Record<string, string>>): string {
  cpSync('deploy/nginx', path.join(folder, 'agent-console'), { recursive: true })
  const files = [file, 'http.conf', 'proxy.conf'].map((name) => path.join(folder, 'agent-console', name))
  for (const [from, to] of Object.entries(own)) {
    const those = files.filter((each) => readFileSync(each, 'utf8').includes(from))
    assert.ok(those.length, `deploy/nginx/ has no ${from}`)
    for (const each of those) writeFileSync(each, readFileSync(each, 'utf8').replaceAll(from, to))
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  for (const each of temporary) mkdirSync(path.join(folder, each))
  const config = path.join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid nginx.pid; error_log stderr notice;
     events {}
     http { ${temporary.map((each) => `${each}_temp_path ${each};`).join(' ')} include agent-console/${file}; }`,
  )
  return config
}

/** Starts nginx with TLS in front of two copies. */
export async function startFront(
  nginx: string,
  folder: string,
  copies: readonly [string, string],
): Promise<Front & Nginx> {
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
  const started = await startNginx(nginx, folder, { file: 'agent-console.conf', own })
  return { port, plain, ca: readFileSync(certificate), ...started }
}
