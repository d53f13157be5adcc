import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { say, startMock } from './mock-api.mjs'
import { MINUTE, PROJECT, startStack } from './stack.mjs'

let mock
let stack
before(async () => {
  mock = await startMock({ hello: [say('Hello.')] })
  // Of the two, one is known anyway.
  stack = await startStack({ upstream: mock.url, env: { ALLOWED_HOSTS: 'localhost shop.test' } })
})
after(async () => {
  await stack?.stop()
  await mock?.stop()
})

/** Sends one request with exactly these headers. */
async function send(method, target, { headers = {}, body } = {}) {
  const request = http.request(stack.url + target, { method, headers, agent: false })
  request.end(body)
  const response = await new Promise((resolve, reject) => request.on('response', resolve).on('error', reject))
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(await response.toArray()).toString(),
  }
}

/** Writes these bytes to the gateway and reads until it hangs up. */
async function exchange(wire) {
  const socket = net.connect(Number(new URL(stack.url).port), '127.0.0.1')
  socket.write(wire)
  return Buffer.concat(await socket.toArray()).toString()
}

const MESSAGE = JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: '[[hello]]' }] })

describe('The gateway', { timeout: 2 * MINUTE }, () => {
  test('hands everything under /v1 to proxy-core, and adds nothing', async () => {
    const headers = { 'content-type': 'application/json', 'x-claude-code-new': 'kept' }
    const answer = await send('POST', '/v1/messages?beta=true&x=%2F', { headers, body: MESSAGE })
    assert.equal(answer.status, 200)
    assert.deepEqual(Object.keys(answer.headers).sort(), [
      'anthropic-ratelimit-requests-limit',
      'connection',
      'content-type',
      'date',
      'request-id',
      'transfer-encoding',
    ])
    const { target, headers: seen, body } = mock.requests.at(-1)
    assert.equal(target, '/v1/messages?beta=true&x=%2F')
    assert.equal(body.toString(), MESSAGE)
    const names = seen.map(([name]) => name).filter((name) => !['host', 'connection', 'content-length'].includes(name))
    assert.deepEqual(names.sort(), ['content-type', 'x-claude-code-new'])
  })

  for (const target of ['/', '/api/hello']) {
    test(`hands the client's probe HEAD ${target} on`, async () => {
      assert.equal((await send('HEAD', target)).status, 200)
      assert.deepEqual([mock.requests.at(-1).method, mock.requests.at(-1).target], ['HEAD', target])
    })
  }

  // Caddy takes a body with both a length and chunks for chunks, and sends it on as such: proxy-core never sees the two.
  const chunked = 'Transfer-Encoding: chunked\r\n'
  for (const [name, lines, body] of [
    ['two codings', `${chunked}Transfer-Encoding: identity\r\n`, '0\r\n\r\n'],
    ['an unknown coding', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n', '{}x'],
    ['a blank before a colon', 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n'],
  ]) {
    test(`lets no request through in the shade of one with ${name}`, async () => {
      const before = mock.requests.length
      const answer = await exchange(
        `POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n${body}` +
          'GET /v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n',
      )
      assert.match(answer, /^HTTP\/1\.1 (400|501) /)
      assert.deepEqual(mock.requests.slice(before), [])
    })
  }

  test('leaves it to proxy-core to refuse a body that is too large', async () => {
    const answer = await send('POST', '/v1/messages', { body: Buffer.alloc(33 * 1024 * 1024, ' ') })
    assert.equal(answer.status, 413)
    assert.equal(JSON.parse(answer.body).error.type, 'request_too_large')
  })

  test('answers for the state of the services', async () => {
    for (const target of ['/health', '/health/live', '/health/ready', '/metrics']) {
      assert.equal((await send('GET', target)).status, 200, target)
    }
    assert.equal((await send('GET', '/api/requests?limit=1')).status, 200)
  })

  test('serves the dashboard under every address that is not taken', async () => {
    for (const target of ['/', '/requests/some-id']) {
      const page = await send('GET', target)
      assert.equal(page.status, 200)
      assert.match(page.body, /<div id="root">/)
      assert.equal(page.headers['cache-control'], 'no-cache')
      assert.match(page.headers['content-security-policy'], /default-src 'none'/)
    }
  })

  test('lets hashed files be kept for good, and does not make up missing ones', async () => {
    const [name] = readdirSync(path.join(PROJECT, 'dashboard/dist/assets'))
    const file = await send('GET', `/assets/${name}`)
    assert.equal(file.status, 200)
    assert.match(file.headers['cache-control'], /immutable/)
    const missing = await send('GET', '/assets/no-such-file.js')
    assert.equal(missing.status, 404)
    assert.equal(missing.headers['cache-control'], undefined)
  })

  test('shows the record under its own names alone', async () => {
    for (const target of ['/', '/api/requests', '/health', '/metrics']) {
      assert.equal((await send('GET', target, { headers: { host: 'evil.test' } })).status, 421, target)
      assert.equal((await send('GET', target, { headers: { host: 'shop.test' } })).status, 200, target)
    }
    assert.equal((await send('GET', '/v1/models', { headers: { host: 'evil.test' } })).status, 404, "the mock's own")
  })
})
