import { spawn } from 'node:child_process'
import { attempt, root, tool } from './run.mjs'
import { setUpDependencies } from './setup.mjs'

if (!(await attempt(setUpDependencies))) process.exit(1)

const { PORT = '4300', API_PORT = '4301' } = process.env

let stopping = false

// Ctrl-C reaches both from the terminal; any other end of one of them ends both.
const halves = [
  start([...tool('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'], { PORT: API_PORT }),
  start([...tool('vite/bin/vite.js'), '--port', PORT, '--strictPort'], { API_PORT }),
]

function start([command, ...args], env) {
  const half = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
  half.on('exit', (code) => {
    if (stopping) return
    process.exitCode = code ?? 1
    stop()
  })
  return half
}

function stop() {
  stopping = true
  for (const half of halves) half.kill()
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
