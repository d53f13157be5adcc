import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import { fail, inTurn, misbehave, say, startMock } from './mock-api.mjs'
import { newest } from './record.mjs'
import { MINUTE, startStack, until } from './stack.mjs'

const scripts = {
  hello: [say('Grüße, 日本語, 🎉.')],
  limited: [inTurn(fail(429, 'rate_limit_error', { 'retry-after': '0' }), say('After the limit.'))],
  refused: [fail(400, 'invalid_request_error')],
  overloaded: [fail(529, 'overloaded_error', { 'x-should-retry': 'false' })],
  endless: [misbehave('endless')],
  silent: [misbehave('silent')],
  broken: [misbehave('broken')],
}
const prompt = (script) => ({
  model: 'mock',
  max_tokens: 64,
  messages: [{ role: 'user', content: `Go. [[${script}]]` }],
})

let mock
let stack
let clients
before(async () => {
  mock = await startMock(scripts)
  stack = await startStack({ upstream: mock.url })
  clients = [mock.url, stack.url].map(
    (baseURL) => new Anthropic({ apiKey: 'sk-ant-e2e-dummy', baseURL, maxRetries: 1 }),
  )
})
after(async () => {
  await stack?.stop()
  await mock?.stop()
})

/** Does the same directly and through everything; both have to come out alike. Returns how. */
async function both(what) {
  const [direct, through] = [await what(clients[0]), await what(clients[1])]
  assert.deepEqual(through, direct)
  return through
}

describe('The official SDK', { timeout: 2 * MINUTE }, () => {
  test('streams', async () => {
    const { events, text } = await both(async (client) => {
      const stream = client.messages.stream(prompt('hello'))
      const events = []
      stream.on('streamEvent', ({ type }) => events.push(type))
      return { text: await stream.finalText(), events }
    })
    assert.equal(text, 'Grüße, 日本語, 🎉.')
    assert.equal(events.at(-1), 'message_stop')
  })

  test('gets a whole message, and the headers with it', async () => {
    const { limit, text } = await both(async (client) => {
      const { data, response } = await client.messages.create(prompt('hello')).withResponse()
      return { text: data.content[0].text, limit: response.headers.get('anthropic-ratelimit-requests-limit') }
    })
    assert.deepEqual([text, limit], ['Grüße, 日本語, 🎉.', '4000'])
  })

  test('counts tokens', async () => {
    const { max_tokens, ...counted } = prompt('hello')
    const { input_tokens } = await both((client) => client.messages.countTokens(counted))
    assert.ok(input_tokens > 0)
  })

  test('asks again when it is told to wait', async () => {
    assert.equal(
      await both(async (client) => (await client.messages.create(prompt('limited'))).content[0].text),
      'After the limit.',
    )
  })

  for (const [script, status, type] of [
    ['refused', 400, 'invalid_request_error'],
    ['overloaded', 529, 'overloaded_error'],
  ]) {
    test(`fails with ${status}`, async () => {
      const error = await both((client) =>
        client.messages.create(prompt(script)).catch(({ status, error }) => ({ status, error })),
      )
      assert.deepEqual([error.status, error.error.error.type], [status, type])
    })
  }

  test('cancels the upstream when it leaves a stream', async () => {
    const stream = clients[1].messages.stream(prompt('endless'))
    const ended = assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError)
    const request = await until(() => mock.requests.findLast(({ body }) => body.includes('[[endless]]')))
    stream.abort()
    await ended
    await until(() => request.gone, 5)
    assert.equal((await newest(stack, 1))[0].summary.outcome, 'client_aborted')
  })

  test('cancels the upstream when it gives up before an answer begins', async () => {
    const stream = clients[1].messages.stream(prompt('silent'))
    const ended = assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError)
    const request = await until(() => mock.requests.findLast(({ body }) => body.includes('[[silent]]')))
    stream.abort()
    await ended
    await until(() => request.gone, 5)
    await until(async () => (await newest(stack, 1))[0].summary.outcome === 'client_aborted')
  })

  test('notices a stream that breaks off', async () => {
    await both(async (client) => {
      await assert.rejects(client.messages.stream(prompt('broken')).finalMessage(), Anthropic.AnthropicError)
    })
    assert.equal((await newest(stack, 1))[0].summary.outcome, 'upstream_truncated')
  })
})
