import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { launch, listening, MINUTE, PROJECT, startStack, until } from './stack.mjs'

const NOWHERE = 'http://127.0.0.1:9'
const runs = []
const remember = (run) => {
  runs.push(run)
  return run
}
afterEach(() => Promise.all(runs.splice(0).map((run) => run.stop())))

const stillListening = async ({ ports }) => {
  const open = await Promise.all(Object.values(ports).map(listening))
  return Object.keys(ports).filter((_, i) => open[i])
}

describe('run-split.sh', { timeout: 12 * MINUTE }, () => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    test(`tells the addresses, and stops everything on ${signal}`, async () => {
      const run = remember(await startStack({ upstream: NOWHERE }))
      assert.match(run.output, new RegExp(`export ANTHROPIC_BASE_URL=http://localhost:${run.ports.gateway}\n`))
      assert.deepEqual(await stillListening(run), ['gateway', 'core', 'data'])
      run.signal(signal)
      assert.equal(await run.ended, 0)
      assert.deepEqual(await stillListening(run), [])
    })
  }

  test('starts the services with their caches of classes', async () => {
    const run = remember(await startStack({ upstream: NOWHERE }))
    for (const service of ['proxy-core', 'proxy-data']) {
      const command = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(run.pid(service))], {
        encoding: 'utf8',
      })
      assert.match(command, /-XX:AOTCache=\S+\/app\.aot /)
      // The JVM says so where it does not take one.
      assert.doesNotMatch(run.log(service), /\[aot\]|\[cds\]/)
    }
  })

  for (const service of ['proxy-core', 'proxy-data', 'gateway']) {
    test(`names ${service} at once when it ends, and stops the rest`, async () => {
      const run = remember(await startStack({ upstream: NOWHERE }))
      process.kill(run.pid(service), 'SIGKILL')
      assert.equal(await run.ended, 1)
      assert.match(run.errors, new RegExp(`^${service} has ended\\. The end of .*${service}\\.log:`))
      assert.deepEqual(await stillListening(run), [])
    })
  }

  const read = (file) => readFileSync(path.join(PROJECT, file), 'utf8')
  for (const [name, config] of [
    ['config.yaml.example', read('config.yaml.example')],
    ["the README's sample", /```yaml\n(.*?)```/s.exec(read('README.md'))[1]],
  ]) {
    test(`starts with ${name} as it stands`, async () => {
      remember(await startStack({ config, env: { ANTHROPIC_FORWARD_URL: NOWHERE } }))
    })
  }

  test('shows why a service does not start', async () => {
    const run = remember(await launch({ config: 'storrage:\n  db_path: x\n' }))
    assert.equal(await run.ended, 1)
    assert.match(run.errors, /^proxy-core did not start\. The end of .*proxy-core\.log:\n(.*\n)*.*storrage/)
  })

  test('does not show the record to others without a token', async () => {
    const run = remember(await launch({ upstream: NOWHERE, env: { BIND_ADDRESS: '0.0.0.0' } }))
    assert.equal(await run.ended, 1)
    assert.match(run.errors, /^proxy-data did not start\. .*\n(.*\n)*.*server\.host is 0\.0\.0\.0, .* DASHBOARD_TOKEN/)
  })

  test('names a port that is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await until(() => other.listening)
    const { port } = other.address()
    const run = remember(await launch({ upstream: NOWHERE, env: { PROXY_DATA_PORT: String(port) } }))
    assert.equal(await run.ended, 1)
    assert.match(run.errors, new RegExp(`^Port ${port} is taken: `))
    other.close()
  })
})
