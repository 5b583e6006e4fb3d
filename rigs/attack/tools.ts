import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** sqlmap and wapiti: programs that are installed, or not. */
export class Tools {
  readonly #reports: string
  readonly #running = new Set<ReturnType<typeof spawn>>()

  /** `reports` is the folder that all of them write to. */
  constructor(reports: string) {
    this.#reports = reports
  }

  /** Runs a command with its output in a file, up to a time limit, and resolves to the output. */
  run(
    command: string,
    args: readonly string[],
    { log, seconds }: { log?: string; seconds: number },
  ): Promise<{ output: string; isComplete: boolean }> {
    return new Promise((resolve, reject) => {
      // Both keep state in the home folder: here, that is the reports'.
      const env = { ...process.env, HOME: this.#reports }
      const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
      this.#running.add(child)
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
      child.on('error', reject)
      child.on('close', (code) => {
        clearTimeout(timer)
        this.#running.delete(child)
        if (log !== undefined) writeFileSync(path.join(this.#reports, log), output)
        resolve({ output, isComplete: code !== null })
      })
    })
  }

  /** Those that are not installed. */
  async missing(): Promise<string[]> {
    const missing: string[] = []
    for (const tool of ['sqlmap', 'wapiti'])
      await this.run(tool, ['--version'], { seconds: 60 }).catch(() => missing.push(tool))
    return missing
  }

  end(): void {
    for (const child of this.#running) child.kill()
  }
}
