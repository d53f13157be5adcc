// A scripted stand-in for the Messages API.
//
// A script is a list of steps. The newest user text that holds [[NAME]] chooses the script, and the number of assistant
// messages after it the step, so the mock keeps no state and conversations side by side cannot disturb one another.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { setTimeout } from 'node:timers/promises'

const MARK = /\[\[([a-z-]+)]]/
const USAGE = { input_tokens: 12, cache_creation_input_tokens: 340, cache_read_input_tokens: 5600, output_tokens: 42 }

/** A step that answers with text; where a step gives `seconds` too, a stream of it takes so long. */
export const say = (text) => () => ({ content: [{ type: 'text', text }] })

/** A step that asks for tools, each given as [name, input]; an input may be a function of the request. */
export const call =
  (...calls) =>
  (request) => ({
    content: calls.map(([name, input]) => ({
      type: 'tool_use',
      name,
      input: typeof input === 'function' ? input(request) : input,
    })),
  })

/** A step that fails. */
export const fail =
  (status, type, headers = {}) =>
  () => ({ status, type, headers })

/** A step that never ends well: `silent` sends nothing, `endless` goes on for ever, `broken` is reset in mid-answer. */
export const misbehave = (how) => () => ({ how })

/** A step that is the first one on every first, third, … request, and the second one on every other. */
export const inTurn = (first, second) => {
  let count = 0
  return (request) => (count++ % 2 === 0 ? first : second)(request)
}

/** Starts the mock, on a free port where none is given; `requests` holds what reached it, in order of arrival. */
export async function startMock(scripts, { port = 0, host = '127.0.0.1' } = {}) {
  const requests = []
  const server = http.createServer(async (request, response) => {
    const entry = { method: request.method, target: request.url, headers: headersOf(request), gone: false }
    response.on('close', () => {
      entry.gone = !response.writableFinished
    })
    entry.body = Buffer.concat(await request.toArray())
    requests.push(entry)
    response.setHeader('request-id', `req_${String(requests.length).padStart(6, '0')}`)
    response.setHeader('anthropic-ratelimit-requests-limit', '4000')
    answer(entry, response, scripts)
  })
  // Node would hang up after five idle seconds, perhaps on a request that is on its way.
  server.keepAliveTimeout = 0
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    /** Forgets what came so far. */
    forget: () => requests.splice(0),
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export function headersOf(request) {
  const raw = request.rawHeaders
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i].toLowerCase(), raw[2 * i + 1]])
}

function answer(entry, response, scripts) {
  const path = entry.target.split('?')[0]
  if (entry.method === 'HEAD') return response.end()
  if (path === '/v1/messages/count_tokens') return sendJson(response, 200, { input_tokens: entry.body.length >> 2 })
  if (path !== '/v1/messages') return sendError(response, 404, 'not_found_error')
  const request = JSON.parse(entry.body)
  const { script, step } = placeOf(request)
  const answer = stepOf(scripts, request)(request)
  if (answer.status) return sendError(response, answer.status, answer.type, answer.headers)
  if (answer.how) return sendUnfinished(response, answer.how)
  const message = messageOf(request, offered(answer.content, request), `${script}/${step}`)
  return request.stream ? sendStream(response, message, answer.seconds) : sendJson(response, 200, message)
}

/** The step of a script that is to answer this request. */
export function stepOf(scripts, request) {
  const { script, step } = placeOf(request)
  const steps = scripts[script] ?? [say('Nothing was scripted for this request.')]
  return steps[Math.min(step, steps.length - 1)]
}

function placeOf({ messages = [] }) {
  for (let at = messages.length - 1; at >= 0; at--) {
    const script = messages[at].role === 'user' && MARK.exec(textOf(messages[at]))?.[1]
    if (script) return { script, step: messages.slice(at).filter((it) => it.role === 'assistant').length }
  }
  return { script: 'none', step: 0 }
}

const textOf = ({ content }) =>
  typeof content === 'string' ? content : content.map((block) => (block.type === 'text' ? block.text : '')).join('\n')

// A tool that the request does not offer cannot be asked for: that request only quotes the prompt, as one for a title does.
function offered(content, { tools = [] }) {
  const names = new Set(tools.map((tool) => tool.name))
  return content.every((block) => block.type !== 'tool_use' || names.has(block.name))
    ? content
    : [{ type: 'text', text: 'A side answer.' }]
}

function messageOf(request, content, place) {
  const id = (what) => createHash('sha256').update(`${place}/${what}`).digest('hex').slice(0, 24)
  return {
    id: `msg_${id('message')}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: content.map((block, i) => (block.type === 'tool_use' ? { id: `toolu_${id(i)}`, ...block } : block)),
    stop_reason: content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: USAGE,
  }
}

function sendJson(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

function sendError(response, status, type, headers) {
  sendJson(response, status, { type: 'error', error: { type, message: `Scripted ${type}` } }, headers)
}

const event = (type, data) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`

async function sendStream(response, message, seconds = 0) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const { content, stop_reason, stop_sequence, usage } = message
  response.write(event('message_start', { message: { ...message, content: [], stop_reason: null } }))
  response.write(event('ping'))
  for (const [index, block] of content.entries()) {
    const [start, deltas] =
      block.type === 'text'
        ? [{ type: 'text', text: '' }, pieces(block.text).map((text) => ({ type: 'text_delta', text }))]
        : [
            { ...block, input: {} },
            pieces(JSON.stringify(block.input)).map((part) => ({ type: 'input_json_delta', partial_json: part })),
          ]
    response.write(event('content_block_start', { index, content_block: start }))
    for (const delta of deltas) {
      if (seconds) await setTimeout((seconds * 1000) / deltas.length)
      response.write(event('content_block_delta', { index, delta }))
    }
    response.write(event('content_block_stop', { index }))
  }
  response.write(event('message_delta', { delta: { stop_reason, stop_sequence }, usage }))
  response.end(event('message_stop'))
}

export const pieces = (text) => text.match(/.{1,16}/gsu) ?? ['']

function sendUnfinished(response, how) {
  if (how === 'silent') return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(event('ping'))
  if (how === 'broken') return void setImmediate(() => response.socket.resetAndDestroy())
  const timer = setInterval(() => response.write(event('ping')), 50)
  response.on('close', () => clearInterval(timer))
}
