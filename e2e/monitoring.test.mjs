// What the alerts, Grafana's dashboard and the docs name exists in the services' metrics.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { say, startMock } from './mock-api.mjs'
import { MINUTE, PROJECT, startStack, until } from './stack.mjs'

const read = (file) => readFileSync(path.join(PROJECT, file), 'utf8')
const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort()
const EXPRESSION = /\b((?:ccproxy|jvm|process|http)_[a-z_]+)/g

let mock
let stack
let metrics
before(async () => {
  mock = await startMock({ hello: [say('Hello.')] })
  stack = await startStack({ upstream: mock.url })
  const ask = async (target, options) => (await fetch(stack.url + target, options)).text()
  const body = JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: '[[hello]]' }] })
  await ask('/v1/messages', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  await ask('/api/requests')
  metrics = await until(async () => {
    const text = (await ask('/metrics')) + (await ask('/metrics/proxy-data'))
    return /^ccproxy_exchanges_total\{.*outcome="completed"/m.test(text) && text
  })
})
after(async () => {
  await stack?.stop()
  await mock?.stop()
})

describe('The metrics', { timeout: 2 * MINUTE }, () => {
  const exist = () => names(metrics, /^([a-z_]+)(?:\{| )/gm)

  for (const file of ['docker/monitoring/alerts.yml', 'docker/monitoring/grafana/dashboards/claude-code-proxy.json']) {
    test(`hold what ${file} asks for`, () => {
      const expressions = names(read(file), /"?expr"?: (?:>\n)?((?:.|\n {10})+)/g).join('\n')
      const asked = names(expressions, EXPRESSION)
      assert.ok(asked.length > 5, expressions)
      assert.deepEqual(
        asked.filter((name) => !exist().includes(name)),
        [],
      )
    })
  }

  test('of our own are those that docs/OPERATIONS.md tells of', () => {
    const told = names(read('docs/OPERATIONS.md'), /`(ccproxy_[a-z_]+)/g)
    const ours = exist().filter((name) => name.startsWith('ccproxy_'))
    // A histogram is three, and the greatest value of late.
    assert.deepEqual([...new Set(ours.map((name) => name.replace(/_(bucket|count|sum|max)$/, '')))], told)
  })
})
