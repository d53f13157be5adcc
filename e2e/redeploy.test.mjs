// Services are replaced, killed and the gateway's configuration loaded anew under load, on this machine as make dev runs them.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { brokenByReload, loadScripts, startLoad } from './load.mjs'
import { startMock } from './mock-api.mjs'
import { allExchanges } from './record.mjs'
import { MINUTE, PROJECT, startStack, until } from './stack.mjs'

const run = promisify(execFile)
const TIMES = {
  'proxy-data': Number(process.env.REDEPLOYS_OF_DATA ?? 3),
  'proxy-core': Number(process.env.REDEPLOYS_OF_CORE ?? 2),
}
const REDEPLOYS = Object.values(TIMES).reduce((a, b) => a + b)
let mock
let stack
let load
before(async () => {
  mock = await startMock(loadScripts(3))
  stack = await startStack({ upstream: mock.url })
})
afterEach(() => load?.stop())
after(async () => {
  await stack?.stop()
  await mock?.stop()
})

const redeploy = (service) =>
  run(path.join(PROJECT, 'scripts/redeploy.sh'), [service], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      JAVA_HOME: process.env.JAVA_HOME ?? '',
      RUN_DIR: stack.runDir,
    },
    timeout: 2 * MINUTE,
  })

/** What was sent is on record, each of it once, and complete. */
async function assertAllRecorded(sent) {
  const exchanges = await until(async () => {
    const all = await allExchanges(stack)
    return all.length >= sent && all.every(({ outcome }) => outcome !== 'in_flight') && all
  }, 60)
  assert.equal(exchanges.length, sent)
  assert.equal(mock.requests.length, sent)
  assert.equal(new Set(exchanges.map(({ id }) => id)).size, sent)
  assert.deepEqual(
    exchanges.filter(({ outcome }) => outcome !== 'completed'),
    [],
  )
}

describe('Under load', () => {
  test(`no request fails while services are replaced`, { timeout: (3 + REDEPLOYS) * MINUTE }, async (t) => {
    load = startLoad(stack.url)
    await until(() => load.counts.streams > 50 && load.counts.questions > 10, 60)
    for (const [service, times] of Object.entries(TIMES)) {
      for (let i = 0; i < times; i++) {
        const before = stack.pid(service)
        await redeploy(service)
        assert.notEqual(stack.pid(service), before)
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
  })

  test('the gateway loads its configuration anew, and streams go on', { timeout: 2 * MINUTE }, async (t) => {
    mock.forget()
    // On a connection that is kept, a request may meet its end: Caddy closes those that are idle then.
    load = startLoad(stack.url, { keepAlive: false })
    await until(() => load.counts.streams > 50, 60)
    await run('caddy', ['reload', '--config', 'Caddyfile', '--adapter', 'caddyfile', '--force'], {
      cwd: PROJECT,
      env: stack.env,
    })
    const { streams } = load.counts
    await until(() => load.counts.streams > streams + 100, 60)
    const counts = await load.stop()
    t.diagnostic(JSON.stringify(counts))
    assert.deepEqual(brokenByReload(counts.failures), [])
  })
})
