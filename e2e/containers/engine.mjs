// The compose file's containers, by Testcontainers, on free ports and under a name of their own.
import { execFile, execFileSync } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort, MINUTE, PROJECT } from '../stack.mjs'

const run = promisify(execFile)
const ONE_COMMAND = { maxBuffer: 64 << 20, timeout: 15 * MINUTE }
const DOCKER = process.env.DOCKER ?? 'docker'
const SERVICES = ['proxy-core', 'proxy-core-standby', 'proxy-data', 'caddy', 'all-in-one']
const FILES = ['docker-compose.split.yml', 'e2e/containers/compose.yml']

/** Why there is no engine to try containers with, or null. */
export function missingEngine() {
  try {
    execFileSync(DOCKER, ['info'], { stdio: 'ignore', timeout: 10_000 })
  } catch {
    return 'no Docker engine answers'
  }
  return standalone() || hasPlugin() ? null : 'there is no Docker Compose'
}

const succeeds = (...command) => {
  try {
    execFileSync(command[0], command.slice(1), { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const hasPlugin = () => succeeds(DOCKER, 'compose', 'version')
const standalone = () => !hasPlugin() && succeeds('docker-compose', 'version')

export const docker = async (...args) => (await run(DOCKER, args, ONE_COMMAND)).stdout.trim()

/** Runs Compose, whichever of its two versions is there, with this environment. */
export const compose = (environment, ...args) => {
  const [program, ...before] = standalone() ? ['docker-compose'] : [DOCKER, 'compose']
  return run(program, [...before, ...args], { cwd: PROJECT, env: environment, ...ONE_COMMAND })
}

/** Builds the images and starts everything, or the `services` named; `settings` are of the environment, as a user sets them. */
export async function startContainers({ name, settings = {}, services = SERVICES }) {
  // The ports are on loopback, also where this machine is itself a container and would be taken to reach the others elsewhere.
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= '127.0.0.1'
  const { DockerComposeEnvironment, Wait } = await import('testcontainers')
  const [gateway, count] = [await freePort(), await freePort()]
  const environment = {
    ...process.env,
    DOCKER,
    COMPOSE_FILE: FILES.join(':'),
    COMPOSE_PROJECT_NAME: name,
    COMPOSE_PROFILES: 'monitoring',
    DOCKER_BUILDKIT: '1',
    COMPOSE_DOCKER_CLI_BUILD: '1',
    ANTHROPIC_FORWARD_URL: 'http://upstream:8080',
    GATEWAY_PORT: String(gateway),
    COUNT_PORT: String(count),
    ...settings,
  }
  // docker-compose 1 names containers in a way that Testcontainers does not take apart.
  const container = (service) => (standalone() ? `${name}_${service}_1` : `${service}-1`)
  const containers = new DockerComposeEnvironment(PROJECT, FILES)
    .withProjectName(name)
    .withEnvironment(environment)
    .withBuild()
    // What cleans up after it would be an image from a registry.
    .withAutoCleanup(false)
    .withStartupTimeout(600_000)
  if (standalone()) containers.withClientOptions({ executable: { standalone: true, executablePath: 'docker-compose' } })
  for (const service of services) containers.withWaitStrategy(container(service), Wait.forHealthCheck())
  const started = await containers.up([...services, 'upstream'])
  const find = (service, ...options) =>
    docker(
      'ps',
      '-q',
      ...options,
      '--filter',
      `label=com.docker.compose.project=${name}`,
      '--filter',
      `label=com.docker.compose.service=${service}`,
    )
  const id = (service) => find(service)
  const inspect = async (service) => JSON.parse(await docker('inspect', await id(service)))[0]
  return {
    url: `http://127.0.0.1:${gateway}`,
    environment,
    id,
    /** Those of its containers that have ended. */
    stopped: async (service) => (await find(service, '-a', '--filter', 'status=exited')).split('\n'),
    inspect,
    logs: async (service) => {
      const { stdout, stderr } = await run(DOCKER, ['logs', await id(service)], ONE_COMMAND)
      return stdout + stderr
    },
    /** The address of one of its ports, as it is published. */
    address: async (service, port) => {
      const { NetworkSettings } = await inspect(service)
      return `http://127.0.0.1:${NetworkSettings.Ports[`${port}/tcp`][0].HostPort}`
    },
    exec: async (service, ...command) => docker('exec', await id(service), ...command),
    script: (script, ...args) =>
      run(path.join(PROJECT, script), args, { cwd: PROJECT, env: environment, ...ONE_COMMAND }),
    upstreamCount: async () => Number(await (await fetch(`http://127.0.0.1:${count}/`)).text()),
    stop: () => started.down({ timeout: 5_000, removeVolumes: true }),
  }
}
