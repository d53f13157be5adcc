import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { KEY, Stage } from './claude-code.mjs'
import { call, say, startMock } from './mock-api.mjs'
import { startOpenAi } from './mock-openai.mjs'
import { newest } from './record.mjs'
import { MINUTE, startStack, until } from './stack.mjs'

const PROVIDER_KEY = 'sk-openai-e2e-dummy'
const stage = new Stage()
const file = (name) => path.join(stage.project, name)
const agent = (subagent_type, script) => [
  'Agent',
  { description: script, prompt: `Look at sum.py. [[${script}]]`, subagent_type, run_in_background: false },
]
const scripts = {
  one: [call(agent('reviewer', 'review')), say('The reviewer is done.')],
  parallel: [
    call(agent('reviewer', 'review'), agent('general-purpose', 'look'), agent('reviewer', 'check')),
    say('All three are done.'),
  ],
  look: [call(['Read', { file_path: file('sum.py') }]), say('I have seen it.')],
}
const routed = {
  review: [
    call(['Read', { file_path: file('sum.py') }]),
    call(['Bash', { command: 'echo "grüße 🎉" > note.txt; cat note.txt', description: 'Note' }]),
    say('One problem: "a - b" \\ grüße 🎉.'),
  ],
  check: [call(['Bash', { command: 'echo checked > checked.txt', description: 'Check' }]), say('Checked.')],
}

let mock
let openai
let stack
before(async () => {
  mock = await startMock(scripts)
  openai = await startOpenAi(routed)
  stack = await startStack({
    config: `
providers:
  anthropic:
    base_url: ${mock.url}
  openai:
    base_url: ${openai.url}
    api_key: \${OPENAI_API_KEY}
subagents:
  enable: true
  mappings:
    reviewer: gpt-4o
`,
    env: { OPENAI_API_KEY: PROVIDER_KEY },
  })
})
after(async () => {
  await stack?.stop()
  await openai?.stop()
  await mock?.stop()
  stage.remove()
})
beforeEach(() => {
  mock.requests.length = 0
  openai.requests.length = 0
})

const agentOf = ({ headers }) => headers.find(([name]) => name === 'x-claude-code-agent-id')?.[1]
const texts = (messages) => JSON.stringify(messages)

describe('Claude Code with an agent on another provider', { timeout: 5 * MINUTE }, () => {
  test('finishes its task with tools there, while the main agent stays on Claude', async () => {
    const { code, output, errors, files } = await stage.run(stack.url, 'Have it reviewed. [[one]]')

    assert.equal(code, 0, errors)
    assert.equal(output, 'The reviewer is done.')
    assert.equal(files['note.txt'], 'grüße 🎉\n')
    assert.equal(openai.requests.length, 3)
    for (const { target, headers, body } of openai.requests) {
      assert.equal(target, '/v1/chat/completions')
      assert.equal(body.model, 'gpt-4o')
      assert.match(texts(body.messages), /You review code/)
      assert.ok(body.tools.some((tool) => tool.type === 'function' && tool.function.name === 'Read'))
      assert.deepEqual(
        headers.filter(([name]) => name === 'authorization'),
        [['authorization', `Bearer ${PROVIDER_KEY}`]],
      )
      assert.doesNotMatch(
        JSON.stringify(headers),
        new RegExp(`${KEY}|anthropic|claude-cli|x-claude|stainless|x-api-key|cookie`, 'i'),
      )
    }
    const [, , last] = openai.requests
    assert.deepEqual(
      last.body.messages.map(({ role }) => role).filter((role) => role !== 'system' && role !== 'user'),
      ['assistant', 'tool', 'assistant', 'tool'],
    )
    assert.match(texts(last.body.messages), /return a - b/)
    assert.doesNotMatch(texts(last.body.messages), /Let me see/)
    const calls = last.body.messages.flatMap(({ tool_calls = [] }) => tool_calls.map(({ id }) => id))
    assert.equal(calls.length, 2)
    assert.equal(calls[0], 'call_0')
    assert.notEqual(calls[1], calls[0], 'calls of two answers are told apart')
    assert.ok(
      mock.requests.every((request) => !agentOf(request)),
      'nothing of the agent went to Claude',
    )
    assert.match(mock.requests.at(-1).body.toString(), /One problem: \\+"a - b\\+" \\+ grüße 🎉/)
  })

  test('and says on record why, where to, and what it took', async () => {
    const exchanges = await newest(stack, 5)
    const routes = exchanges.filter(({ route }) => route)
    assert.equal(routes.length, 3)
    for (const { route, forwardedUnchanged, summary } of routes) {
      assert.equal(route.agent, 'reviewer')
      assert.equal(route.provider, 'openai')
      assert.equal(route.model, 'gpt-4o')
      assert.equal(route.result, 'answered')
      assert.ok(route.evidence.length > 0)
      assert.equal(route.attempts.length, 1)
      assert.equal(summary.outcome, 'completed')
      assert.equal(forwardedUnchanged, false)
    }
    assert.doesNotMatch(JSON.stringify(exchanges), new RegExp(`${KEY}|${PROVIDER_KEY}`))
    const sent = await (await fetch(`${stack.url}/api/requests/${routes[0].summary.id}/provider-request-body`)).json()
    assert.equal(sent.model, 'gpt-4o')
    const told = await until(async () => {
      const routing = await (await fetch(`${stack.url}/api/routing`)).json()
      return routing.mappings[0].matches === 3 && routing
    })
    assert.equal(told.mappings[0].agent, 'reviewer')
    assert.equal(told.mappings[0].unmatched, false)
    assert.equal(told.providers.find(({ name }) => name === 'openai').answered, 3)
  })

  test('runs agents side by side, each where it belongs', async () => {
    const { code, output, errors, files } = await stage.run(stack.url, 'Have it looked at. [[parallel]]')

    assert.equal(code, 0, errors)
    assert.equal(output, 'All three are done.')
    assert.equal(files['note.txt'], 'grüße 🎉\n')
    assert.equal(files['checked.txt'], 'checked\n')
    assert.equal(openai.requests.length, 5)
    assert.equal(mock.requests.filter(agentOf).length, 2)
    const last = mock.requests.at(-1).body.toString()
    for (const answer of ['grüße 🎉', 'Checked.', 'I have seen it.']) assert.ok(last.includes(answer), answer)
  })
})
