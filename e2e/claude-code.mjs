// Runs the real Claude Code client, with nothing of this machine's own: its home, project and key are made up.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const CLIENT = fileURLToPath(new URL('node_modules/.bin/claude', import.meta.url))
export const KEY = 'sk-ant-e2e-dummy'
const SESSION = '11111111-1111-4111-8111-111111111111'

/** A place for the client to run in: the same paths for every run, since requests name them. */
export class Stage {
  #root = mkdtempSync(path.join(tmpdir(), 'ccproxy-stage-'))
  home = path.join(this.#root, 'home')
  project = path.join(this.#root, 'project')

  reset() {
    for (const folder of [this.home, this.project]) rmSync(folder, { recursive: true, force: true })
    mkdirSync(this.home)
    mkdirSync(path.join(this.project, '.claude', 'agents'), { recursive: true })
    writeFileSync(
      path.join(this.home, '.claude.json'),
      JSON.stringify({
        hasCompletedOnboarding: true,
        userID: '0'.repeat(64),
        machineID: '1'.repeat(64),
        customApiKeyResponses: { approved: [KEY], rejected: [] },
        projects: { [this.project]: { hasTrustDialogAccepted: true } },
      }),
    )
    writeFileSync(path.join(this.project, 'sum.py'), 'def add(a, b):\n    return a - b\n')
    writeFileSync(
      path.join(this.project, '.claude', 'agents', 'reviewer.md'),
      '---\nname: reviewer\ndescription: Reviews code.\ntools: Read, Bash\n---\nYou review code. Answer in one line.\n',
    )
  }

  /** Runs the client once with `prompt` against `baseUrl`, and tells how it went. */
  async run(baseUrl, prompt) {
    this.reset()
    const child = spawn(CLIENT, ['-p', prompt, '--session-id', SESSION, '--dangerously-skip-permissions'], {
      cwd: this.project,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
      env: {
        HOME: this.home,
        PATH: `${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
        LANG: 'C.UTF-8',
        SHELL: '/bin/bash',
        // The client refuses to skip permissions as root outside of a sandbox; here nothing but the mock gives it orders.
        IS_SANDBOX: '1',
        ANTHROPIC_BASE_URL: baseUrl,
        ANTHROPIC_API_KEY: KEY,
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_TELEMETRY: '1',
        DISABLE_ERROR_REPORTING: '1',
        DISABLE_AUTOUPDATER: '1',
      },
    })
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { code, output: output.trim(), errors: errors.trim(), files: this.#files() }
  }

  #files() {
    const names = readdirSync(this.project).filter((name) => !name.startsWith('.'))
    return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(this.project, name), 'utf8')]))
  }

  remove() {
    rmSync(this.#root, { recursive: true, force: true })
  }
}
