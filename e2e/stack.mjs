// Runs the project as `make dev` does, on free ports and with a record of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const SERVICES = ['proxy-core', 'proxy-data', 'gateway']
export const MINUTE = 60_000
const START_SECONDS = 120
const STOP_SECONDS = 60
// So does the runner of the tests end a file that takes too long.
process.once('SIGTERM', () => process.exit(1))

/** A port that nobody listens on. */
export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Starts run-split.sh with its upstream at `upstream`, or with a `config` of its own; `env` is added to its environment. */
export async function launch({ upstream, config = `providers:\n  anthropic:\n    base_url: ${upstream}\n`, env = {} }) {
  const dir = mkdtempSync(path.join(tmpdir(), 'ccproxy-e2e-'))
  const [gateway, core, data, standby] = [await freePort(), await freePort(), await freePort(), await freePort()]
  writeFileSync(path.join(dir, 'config.yaml'), config)
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    JAVA_HOME: process.env.JAVA_HOME ?? '',
    RUN_DIR: path.join(dir, 'run'),
    CONFIG_PATH: path.join(dir, 'config.yaml'),
    DB_PATH: path.join(dir, 'data', 'exchanges.db'),
    GATEWAY_PORT: String(gateway),
    PROXY_CORE_PORT: String(core),
    PROXY_DATA_PORT: String(data),
    PROXY_CORE_STANDBY_PORT: String(standby),
    ...env,
  }
  const child = spawn(path.join(PROJECT, 'run-split.sh'), { stdio: ['ignore', 'pipe', 'pipe'], env: environment })
  // Whatever becomes of the tests, nothing stays behind.
  const abandon = () => child.kill('SIGTERM')
  process.once('exit', abandon)
  const run = {
    dir,
    env: environment,
    runDir: environment.RUN_DIR,
    url: `http://127.0.0.1:${gateway}`,
    core: `http://127.0.0.1:${core}`,
    data: `http://127.0.0.1:${data}`,
    ports: { gateway, core, data },
    output: '',
    errors: '',
    ended: once(child, 'exit').then(([code]) => code),
    log: (service) => readFileSync(path.join(dir, 'run', `${service}.log`), 'utf8'),
    pid: (service) => Number(readFileSync(path.join(dir, 'run', `${service}.pid`), 'utf8')),
    signal: (name) => child.kill(name),
    async stop() {
      child.kill('SIGTERM')
      const code = await within(STOP_SECONDS, run.ended, () => `run-split.sh does not stop:\n${told(run)}`)
      process.off('exit', abandon)
      rmSync(dir, { recursive: true, force: true })
      return code
    },
  }
  child.stdout.on('data', (chunk) => {
    run.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    run.errors += chunk
  })
  return run
}

/** Starts everything and waits until it is up. */
export async function startStack(options) {
  const run = await launch(options)
  const up = until(() => run.output.includes('Ctrl-C stops everything'), START_SECONDS)
  const code = await Promise.race([run.ended, up.catch(() => 'no address')])
  if (code !== true) {
    const all = told(run)
    await run.stop()
    throw new Error(`run-split.sh ended with ${code}:\n${all}`)
  }
  return run
}

/** All that it has said, and its services with it. */
function told(run) {
  const logs = SERVICES.filter((it) => existsSync(path.join(run.runDir, `${it}.log`))).map((it) => run.log(it))
  return `${run.output}${run.errors}${logs.join('\n')}`
}

/** What `promise` gives; fails after `seconds` with what `why` tells. */
async function within(seconds, promise, why) {
  const late = new AbortController()
  try {
    return await Promise.race([
      promise,
      setTimeout(seconds * 1000, null, { signal: late.signal }).then(() => {
        throw new Error(`after ${seconds} s: ${why()}`)
      }),
    ])
  } finally {
    late.abort()
  }
}

/** Waits until `condition` gives something true, and returns it; fails after `seconds`. */
export async function until(condition, seconds = 10) {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const result = await condition()
    if (result) return result
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${condition}`)
    await setTimeout(25)
  }
}

/** Can somebody connect to this port? */
export async function listening(port) {
  const socket = net.connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
