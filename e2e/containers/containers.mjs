// The images are built and the compose file is run for real: what is in the containers, what they may do, and what becomes of
// requests while they are replaced, killed, or given another configuration.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { brokenByReload, startLoad } from '../load.mjs'
import { allExchanges } from '../record.mjs'
import { freePort, MINUTE, PROJECT, until } from '../stack.mjs'
import { compose, docker, missingEngine, startContainers } from './engine.mjs'

const TIMES = {
  'proxy-data': Number(process.env.REDEPLOYS_OF_DATA ?? 3),
  'proxy-core': Number(process.env.REDEPLOYS_OF_CORE ?? 1),
}
const read = (file) => readFileSync(path.join(PROJECT, file), 'utf8')
const OTHER_USER = 4242
const SESSION = '22222222-2222-4222-8222-222222222222'
const SHORT = JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: '[[short]]' }] })
// What docs/OPERATIONS.md states.
const BACK_WITHIN_SECONDS = 30
const REDEPLOYS = Object.values(TIMES).reduce((a, b) => a + b)
const missing = missingEngine()
if (missing) console.error(`\n*** The containers are NOT tried: ${missing}. ***\n`)

describe('The containers', { skip: missing ?? false, timeout: (40 + REDEPLOYS) * MINUTE }, () => {
  let stack
  let load
  before(
    async () => {
      stack = await startContainers({ name: 'ccproxy-test' })
      await compose(stack.environment, 'up', '-d', 'prometheus')
    },
    { timeout: 15 * MINUTE },
  )
  afterEach(() => load?.stop())
  after(async () => {
    await stack?.stop()
  })

  test('tell of themselves in one answer', async () => {
    const response = await fetch(`${stack.url}/health`)
    const { status, checks } = await response.json()
    assert.deepEqual([response.status, status], [200, 'UP'])
    const names = checks.map(({ name }) => name)
    for (const name of ['proxy', 'recorder', 'proxy-data']) assert.ok(names.includes(name), names.join())
    for (const target of ['/', '/metrics', '/metrics/proxy-data', '/api/requests']) {
      assert.equal((await fetch(stack.url + target)).status, 200, target)
    }
  })

  test('publish on loopback alone', async () => {
    const ports = Object.values((await stack.inspect('caddy')).NetworkSettings.Ports)
      .filter(Boolean)
      .flat()
    assert.deepEqual(
      ports.map(({ HostIp }) => HostIp),
      ['127.0.0.1'],
    )
    for (const service of ['proxy-core', 'proxy-core-standby', 'proxy-data']) {
      assert.deepEqual(Object.values((await stack.inspect(service)).NetworkSettings.Ports).filter(Boolean), [])
    }
  })

  for (const service of ['proxy-core', 'proxy-core-standby', 'proxy-data', 'caddy']) {
    test(`${service} may do no more than it has to`, async () => {
      const { Config, HostConfig } = await stack.inspect(service)
      assert.equal(Config.User, '10001:10001')
      assert.equal(Config.StopSignal, 'SIGTERM')
      assert.ok(Config.Healthcheck.Test.length > 0)
      assert.equal(HostConfig.ReadonlyRootfs, true)
      assert.deepEqual(HostConfig.CapDrop, ['ALL'])
      assert.deepEqual(HostConfig.SecurityOpt, ['no-new-privileges:true'])
      assert.equal(HostConfig.RestartPolicy.Name, 'unless-stopped')
      assert.ok(HostConfig.Memory > 0 && HostConfig.PidsLimit > 0)
      assert.equal(
        await stack.exec(service, 'sh', '-c', 'grep CapEff /proc/1/status').then((it) => it.split(/\s+/)[1]),
        '0000000000000000',
      )
    })
  }

  for (const service of ['proxy-core', 'proxy-data', 'caddy', 'all-in-one']) {
    test(`${service} says what it is made of`, async () => {
      const { Config } = await stack.inspect(service)
      assert.equal(Config.Labels['org.opencontainers.image.licenses'], 'MIT')
      for (const file of Config.Labels['dev.ccproxy.sbom'].split(' ')) {
        const bill = JSON.parse(await stack.exec(service, 'cat', file))
        assert.equal(bill.bomFormat, 'CycloneDX')
        assert.ok(bill.components.length > 10, file)
      }
    })
  }

  for (const service of ['proxy-core', 'proxy-data']) {
    test(`${service} starts with its cache of classes`, async () => {
      const log = await stack.logs(service)
      assert.doesNotMatch(log, /\[aot\]|\[cds\]/)
      const maps = await stack.exec(service, 'cat', '/proc/1/maps')
      assert.match(maps, /app\.aot/)
    })
  }

  test('keep the record for themselves', async () => {
    await until(async () => (await stack.exec('proxy-core', 'ls', '/data')).includes('exchanges.db'))
    assert.equal(await stack.exec('proxy-core', 'stat', '-c', '%a %u', '/data'), '700 10001')
    const modes = await stack.exec('proxy-core', 'sh', '-c', "find /data -type f -printf '%m %f\\n'")
    for (const line of modes.split('\n')) assert.match(line, /^600 /)
  })

  // Before those below, so that it takes no processor time from them.
  test('are one, too, with everything on the ports that are known', async () => {
    const at = (port) => stack.address('all-in-one', port)
    for (const port of [3000, 3001, 5173]) {
      const response = await fetch(`${await at(port)}/v1/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: SHORT,
      })
      assert.match(await response.text(), /A short answer/, port)
    }
    for (const port of [3000, 5173]) assert.match(await (await fetch(await at(port))).text(), /<div id="root">/)
    await until(async () => {
      const exchanges = await allExchanges({ url: await at(3000) })
      return exchanges.length === 3 && exchanges.every(({ outcome }) => outcome === 'completed')
    })
    assert.doesNotMatch(await stack.logs('all-in-one'), /\[aot\]|\[cds\]/)
    const id = await stack.id('all-in-one')
    await docker('stop', id)
    assert.equal(await docker('inspect', '-f', '{{.State.ExitCode}}', id), '0')
  })

  test('are replaced under load, and no request fails', async (t) => {
    const countBefore = await stack.upstreamCount()
    load = startLoad(stack.url)
    await until(() => load.counts.streams > 50 && load.counts.questions > 10, 60)
    for (const [service, times] of Object.entries(TIMES)) {
      for (let i = 0; i < times; i++) {
        const before = await stack.id(service)
        // Another label makes another image, as another state of the sources would.
        stack.environment.REVISION = `${service}-${i}`
        await stack.script('scripts/redeploy.sh', service)
        assert.notEqual(await stack.id(service), before)
        // As anybody would: the next one when this one does its work.
        const { messages, questions } = load.counts
        await until(() => load.counts.messages > messages + 50 && load.counts.questions > questions + 50, 60)
      }
      assert.deepEqual(load.counts.failures, [], service)
    }
    const counts = await load.stop()
    t.diagnostic(JSON.stringify(counts))
    assert.deepEqual(counts.failures, [])
    await assertAllRecorded(counts.sent)
    assert.equal((await stack.upstreamCount()) - countBefore, counts.sent)
  })

  /** What was sent is on record, each of it once, and complete. */
  async function assertAllRecorded(sent) {
    const exchanges = await until(async () => {
      const all = await allExchanges(stack)
      return all.length >= sent && all.every(({ outcome }) => outcome !== 'in_flight') && all
    }, 60)
    assert.equal(exchanges.length, sent)
    assert.equal(new Set(exchanges.map(({ id }) => id)).size, sent)
    assert.deepEqual(
      exchanges.filter(({ outcome }) => outcome !== 'completed'),
      [],
    )
  }

  test('stop with exit code 0', async () => {
    const id = await stack.id('proxy-core-standby')
    await docker('stop', id)
    assert.equal(await docker('inspect', '-f', '{{.State.ExitCode}}', id), '0')
    await docker('start', id)
    await until(async () => (await stack.inspect('proxy-core-standby')).State.Health.Status === 'healthy', 60)
  })

  test('go on with their streams when the gateway loads its configuration anew', async () => {
    // On a connection that is kept, a request may meet its end: Caddy closes those that are idle then.
    load = startLoad(stack.url, { keepAlive: false })
    await until(() => load.counts.streams > 50, 60)
    await stack.exec(
      'caddy',
      'caddy',
      'reload',
      '--force',
      '--config',
      '/etc/caddy/Caddyfile',
      '--adapter',
      'caddyfile',
    )
    const { streams } = load.counts
    await until(() => load.counts.streams > streams + 100, 60)
    assert.deepEqual(brokenByReload((await load.stop()).failures), [])
  })

  for (const service of ['proxy-core', 'proxy-data', 'caddy']) {
    test(`come back when ${service} is killed`, async (t) => {
      load = startLoad(stack.url)
      await until(() => load.counts.streams > 50, 60)
      const { State } = await stack.inspect(service)
      process.kill(State.Pid, 'SIGKILL')
      const started = performance.now()
      await until(async () => {
        const now = (await stack.inspect(service)).State
        return now.Pid !== State.Pid && now.Health.Status === 'healthy'
      }, BACK_WITHIN_SECONDS)
      const seconds = (performance.now() - started) / 1000
      const failed = load.counts.failures.length
      const { streams } = load.counts
      await until(() => load.counts.streams > streams + 100, 60)
      const counts = await load.stop()
      t.diagnostic(`${service} was back after ${seconds.toFixed(1)} s; ${counts.failures.length} requests failed`)
      assert.equal(counts.failures.length, failed, 'nothing fails any more')
      // Those in flight, and those of the two seconds at most in which the gateway finds out.
      if (service === 'proxy-core')
        assert.ok(counts.failures.length <= 50 + 2 * 40, JSON.stringify(counts.failures.slice(0, 5)))
      if (service === 'proxy-data') assert.deepEqual(counts.failures, [])
    })
  }

  test('are watched by Prometheus, with alerts and what Grafana shows', async () => {
    await until(async () => {
      const { activeTargets } = await askPrometheus('targets?state=active')
      return activeTargets.length === 3 && activeTargets.every(({ health }) => health === 'up')
    }, 30)
    const alerts = [...read('docker/monitoring/alerts.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name)
    await until(async () => {
      const { groups } = await askPrometheus('rules')
      const well = groups.flatMap(({ rules }) => rules).filter(({ health }) => health === 'ok')
      return isDeepStrictEqual(well.map(({ name }) => name).sort(), alerts.toSorted())
    }, 30)
    load = startLoad(stack.url, { streams: 5, rate: 10 })
    const { panels } = JSON.parse(read('docker/monitoring/grafana/dashboards/claude-code-proxy.json'))
    for (const { title, targets } of panels) {
      for (const { expr } of targets) {
        await until(async () => {
          const { result } = await askPrometheus(`query?query=${encodeURIComponent(expr)}`)
          return result.length > 0
        }, 30).catch(() => assert.fail(`nothing to show as "${title}": ${expr}`))
      }
    }
  })

  const askPrometheus = async (question) => {
    const response = await fetch(`${await stack.address('prometheus', 9090)}/api/v1/${question}`)
    return (await response.json()).data
  }

  test("read Claude Code's folders, and write into one, as whoever runs them", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ccproxy-owner-'))
    const [record, agents, projects] = ['record', 'agents', 'projects'].map((name) => path.join(folder, name))
    // As Claude Code leaves them: for nobody else.
    const write = (file, text) => {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, text, { mode: 0o600 })
    }
    write(path.join(record, 'other.txt'), '')
    write(path.join(agents, 'reviewer.md'), '---\nname: reviewer\ndescription: d\n---\n\nYou review tills.\n')
    const said = {
      type: 'user',
      message: { role: 'user', content: 'Mend the till.' },
      timestamp: '2026-11-01T09:00:00Z',
    }
    write(
      path.join(projects, '-home-dev-shop', `${SESSION}.jsonl`),
      `${JSON.stringify({ ...said, sessionId: SESSION, cwd: '/home/dev/shop' })}\n`,
    )
    for (const name of ['.', ...readdirSync(folder, { recursive: true })]) {
      chownSync(path.join(folder, name), OTHER_USER, OTHER_USER)
    }
    const other = await startContainers({
      name: 'ccproxy-test-owner',
      settings: {
        CCPROXY_USER: `${OTHER_USER}:${OTHER_USER}`,
        RECORD_DIR: record,
        CLAUDE_AGENTS: agents,
        CLAUDE_PROJECTS: projects,
        SUBAGENTS_ENABLE: 'true',
        SUBAGENT_MAPPINGS: 'reviewer:claude-haiku-4-5',
      },
      services: ['proxy-core', 'proxy-core-standby', 'proxy-data', 'caddy'],
    })
    try {
      const read = async (target) => (await fetch(other.url + target)).json()
      const body = {
        model: 'mock',
        system: [{ type: 'text', text: 'You review tills.' }],
        messages: [{ role: 'user', content: '[[short]]' }],
      }
      // Agents are looked for every other second.
      await until(async () => {
        await fetch(`${other.url}/v1/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-claude-code-agent-id': 'a1' },
          body: JSON.stringify(body),
        })
        return (await read('/api/routing')).seenAgents.includes('reviewer')
      }, 30)
      const transcripts = await until(async () => {
        const { items } = await read('/api/transcripts')
        return items.length > 0 && items
      })
      assert.deepEqual(
        transcripts.map(({ sessionId }) => sessionId),
        [SESSION],
      )
      const names = readdirSync(record).filter((name) => name !== 'other.txt')
      assert.ok(names.includes('exchanges.db') && names.includes('index.db'), names.join())
      for (const name of names) {
        const { uid, mode } = statSync(path.join(record, name))
        assert.deepEqual([uid, (mode & 0o777).toString(8)], [OTHER_USER, '600'], name)
      }
    } finally {
      await other.stop()
      rmSync(folder, { recursive: true })
    }
  })

  test('say so when something is missing', async () => {
    const told = async () => {
      const response = await fetch(`${stack.url}/health`)
      const { status, checks } = await response.json()
      const state = (name) => checks.find((check) => check.name === name)?.status
      return [response.status, status, state('proxy-core'), state('proxy-data')]
    }
    await docker('stop', await stack.id('proxy-data'))
    assert.deepEqual(await told(), [200, 'DEGRADED', undefined, 'DOWN'])
    await docker('start', ...(await stack.stopped('proxy-data')))
    await until(async () => (await stack.inspect('proxy-data')).State.Health.Status === 'healthy', 60)
    await docker('stop', await stack.id('proxy-core'), await stack.id('proxy-core-standby'))
    assert.deepEqual(await told(), [503, 'DOWN', 'DOWN', 'UP'])
    await until(async () => {
      const { alerts } = await askPrometheus('alerts')
      return alerts.some(({ labels }) => labels.alertname === 'ProxyCoreDown')
    }, 60)
  })

  test('speak TLS to those who know them by a name', async () => {
    const [clear, tls] = [await freePort(), await freePort()]
    const environment = {
      ...stack.environment,
      COMPOSE_FILE: `${stack.environment.COMPOSE_FILE}:docker-compose.tls.yml`,
      // Caddy certifies this one itself, where a name of the world would be certified for it.
      SITE_ADDRESS: 'localhost',
      ALLOWED_HOSTS: 'localhost',
      HTTP_PORT: String(clear),
      HTTPS_PORT: String(tls),
    }
    await compose(environment, 'up', '-d', 'proxy-core', 'proxy-core-standby', 'proxy-data', 'caddy')
    const ca = await until(
      () => stack.exec('caddy', 'cat', '/data/caddy/pki/authorities/local/root.crt').catch(() => null),
      60,
    )
    const ask = async (target, options, body) => {
      const request = https.request(`https://localhost:${tls}${target}`, { ca, agent: false, ...options })
      request.end(body)
      const [response] = await once(request, 'response')
      return [response.statusCode, Buffer.concat(await response.toArray()).toString()]
    }
    const [status, health] = await until(async () => {
      const answer = await ask('/health').catch(() => null)
      return answer?.[0] === 200 && answer
    }, 60)
    assert.deepEqual([status, JSON.parse(health).status], [200, 'UP'])
    const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
    assert.match((await ask('/v1/messages', post, SHORT))[1], /A short answer/)
    const plain = await fetch(`http://localhost:${clear}/`, { redirect: 'manual' })
    assert.deepEqual([plain.status, plain.headers.get('location')], [308, 'https://localhost/'])
  })

  test('serve, for those who develop, pages as they are written', async () => {
    const gateway = await freePort()
    const environment = {
      ...stack.environment,
      COMPOSE_FILE: 'docker-compose.dev.yml',
      COMPOSE_PROJECT_NAME: 'ccproxy-test-dev',
      CCPROXY_USER: `${process.getuid()}:${process.getgid()}`,
      GATEWAY_PORT: String(gateway),
      WEB_PORT: String(await freePort()),
    }
    try {
      await compose(environment, 'up', '-d', '--no-deps', 'dashboard', 'caddy')
      const page = await until(async () => {
        const response = await fetch(`http://127.0.0.1:${gateway}/sessions`).catch(() => null)
        return response?.ok && response.text()
      }, 120)
      assert.match(page, /@vite\/client/)
      const request = http.request(`http://127.0.0.1:${gateway}/`, {
        headers: {
          connection: 'upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          'sec-websocket-protocol': 'vite-ping',
        },
      })
      request.end()
      // What tells the page of changes.
      const [{ statusCode }, socket] = await once(request, 'upgrade')
      socket.destroy()
      assert.equal(statusCode, 101)
    } finally {
      await compose(environment, 'down', '-v', '-t', '1')
    }
  })
})
