import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Something that the reader of its message can put right: shown as a sentence, without a stack trace. */
export class SetUpError extends Error {}

/** The command of a dependency, run by this very Node: no shell between, and no difference between systems. */
export const tool = (path) => [process.execPath, `${root}node_modules/${path}`]

// `npm run` says where npm is; a script started without it takes the one on the PATH.
export const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']

/**
 * Runs a command in the project's folder and resolves to its exit code: 1 if a signal ended it or it could not start. Its output
 * is this process's own, or goes to `onOutput`.
 */
export function run([command, ...args], { env = {}, onOutput } = {}) {
  return new Promise((resolve) => {
    const output = onOutput ? 'pipe' : 'inherit'
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    })
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Announces a step of the set-up; prints the output of its command only if it fails. */
export async function step(title, command, env) {
  console.log(`${title}…`)
  const output = []
  if ((await run(command, { env, onOutput: (chunk) => output.push(chunk) })) === 0) return
  process.stderr.write(Buffer.concat(output))
  throw new SetUpError(`${title} failed; what it printed is above.`)
}

/** Goes through steps in order. Where one cannot be done it says so in its sentence, stops there and resolves to false. */
export async function attempt(...steps) {
  try {
    for (const each of steps) await each()
    return true
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    console.error(error.message)
    return false
  }
}
