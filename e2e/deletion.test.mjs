import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { say, startMock } from './mock-api.mjs'
import { newest } from './record.mjs'
import { MINUTE, startStack, until } from './stack.mjs'

let mock
let stack
before(async () => {
  mock = await startMock({ hello: [say('Hello.')] })
  stack = await startStack({ upstream: mock.url })
})
after(async () => {
  await stack?.stop()
  await mock?.stop()
})

async function ask(session) {
  const response = await fetch(`${stack.url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-claude-code-session-id': session },
    body: JSON.stringify({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: `${session} [[hello]]` }] }),
  })
  assert.equal(response.status, 200)
  await response.arrayBuffer()
}

test('a deleted session is gone, and only that one', { timeout: MINUTE }, async () => {
  await ask('kept')
  await ask('deleted')
  const [kept, deleted] = (await newest(stack, 2)).map(({ summary }) => summary.id)

  const response = await fetch(`${stack.url}/api/sessions/deleted`, { method: 'DELETE' })
  assert.equal(response.status, 202)
  const { number } = await response.json()
  const done = await until(async () => {
    const deletion = await (await fetch(`${stack.url}/api/deletions/${number}`)).json()
    return deletion.state !== 'running' && deletion
  })

  assert.deepEqual({ state: done.state, exchanges: done.exchanges }, { state: 'erased', exchanges: 1 })
  assert.equal((await fetch(`${stack.url}/api/requests/${deleted}`)).status, 404)
  const body = await fetch(`${stack.url}/api/requests/${kept}/request-body`)
  assert.match(await body.text(), /kept \[\[hello\]\]/)
})

test('a page from elsewhere deletes nothing', { timeout: MINUTE }, async () => {
  const response = await fetch(`${stack.url}/api/requests?everything=true`, {
    method: 'DELETE',
    headers: { origin: 'https://evil.test' },
  })

  assert.equal(response.status, 403)
})
