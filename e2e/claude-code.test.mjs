import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { KEY, Stage } from './claude-code.mjs'
import { comparable, masked } from './equality.mjs'
import { call, fail, inTurn, say, startMock } from './mock-api.mjs'
import { assertRecorded } from './record.mjs'
import { MINUTE, startStack } from './stack.mjs'

const stage = new Stage()
const file = (name) => path.join(stage.project, name)
const scripts = {
  tools: [
    call(['Read', { file_path: file('sum.py') }]),
    call(['Edit', { file_path: file('sum.py'), old_string: 'a - b', new_string: 'a + b' }]),
    call([
      'Bash',
      { command: 'python3 --version >/dev/null; echo grüße 🎉 > note.txt; cat note.txt', description: 'Write' },
    ]),
    say('Fixed: grüße 🎉 and a "quote" \\ backslash.'),
  ],
  agent: [
    call([
      'Agent',
      {
        description: 'Review',
        prompt: 'Review sum.py. [[review]]',
        subagent_type: 'reviewer',
        run_in_background: false,
      },
    ]),
    say('The reviewer is done.'),
  ],
  review: [
    call(['Read', { file_path: file('sum.py') }]),
    call(['Bash', { command: 'echo checked', description: 'Check' }]),
    say('One problem.'),
  ],
  busy: [inTurn(fail(529, 'overloaded_error'), say('After a busy moment.'))],
}

let mock
let stack
before(async () => {
  mock = await startMock(scripts)
  stack = await startStack({ upstream: mock.url })
})
after(async () => {
  await stack?.stop()
  await mock?.stop()
  stage.remove()
})
beforeEach(() => {
  mock.requests.length = 0
})

/** Runs one prompt directly and through everything: both have to come out alike, and the record has to hold it all. */
async function compare(prompt) {
  const direct = { ...(await stage.run(mock.url, prompt)), requests: mock.requests.splice(0) }
  const through = { ...(await stage.run(stack.url, prompt)), requests: mock.requests.splice(0) }
  assert.equal(through.code, 0, through.errors)
  assert.equal(masked(through.output), masked(direct.output))
  assert.deepEqual(through.files, direct.files)
  assert.deepEqual(through.requests.map(comparable), direct.requests.map(comparable))
  await assertRecorded(stack, through.requests, KEY)
  return through
}

describe('Claude Code', { timeout: 5 * MINUTE }, () => {
  test('reads, edits and runs a command as it does directly', async () => {
    const { output, files, requests } = await compare('Fix it. [[tools]]')
    assert.equal(output, 'Fixed: grüße 🎉 and a "quote" \\ backslash.')
    assert.equal(files['sum.py'], 'def add(a, b):\n    return a + b\n')
    assert.equal(files['note.txt'], 'grüße 🎉\n')
    assert.equal(requests.length, 4)
  })

  test('runs a subagent as it does directly', async () => {
    const { output, requests } = await compare('Have it reviewed. [[agent]]')
    assert.equal(output, 'The reviewer is done.')
    const agents = requests.map(({ headers }) => headers.some(([name]) => name === 'x-claude-code-agent-id'))
    assert.deepEqual(agents, [false, true, true, true, false])
  })

  test('asks again after an error as it does directly', async () => {
    const { output, requests } = await compare('Answer. [[busy]]')
    assert.equal(output, 'After a busy moment.')
    assert.equal(requests.length, 2)
  })
})
