// A scripted stand-in for OpenAI's Chat Completions, with the scripts of the stand-in for the Messages API.
import { once } from 'node:events'
import http from 'node:http'
import { headersOf, pieces, stepOf } from './mock-api.mjs'

/** Starts it on a free port; `requests` holds what reached it, in order of arrival. */
export async function startOpenAi(scripts) {
  const requests = []
  const server = http.createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()))
    requests.push({ target: request.url, headers: headersOf(request), body })
    const { content } = stepOf(scripts, body)(body)
    sendStream(response, body, content)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    requests,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function sendStream(response, { model }, content) {
  // Answers and calls always of the same ids, as some servers have it: Claude Code would take them for one.
  const send = (choices, more = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices, ...more })}\n\n`,
    )
  const delta = (part, finish_reason = null) => send([{ index: 0, delta: part, finish_reason }])
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  delta({ role: 'assistant', content: '' })
  delta({ reasoning_content: 'Let me see.' })
  const calls = content.filter(({ type }) => type === 'tool_use')
  for (const { text } of content.filter(({ type }) => type === 'text'))
    for (const part of pieces(text)) delta({ content: part })
  for (const [index, { name, input }] of calls.entries()) {
    delta({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } }] })
    for (const part of pieces(JSON.stringify(input))) delta({ tool_calls: [{ index, function: { arguments: part } }] })
  }
  delta({}, calls.length > 0 ? 'tool_calls' : 'stop')
  send([], {
    usage: {
      prompt_tokens: 900,
      completion_tokens: 30,
      total_tokens: 930,
      prompt_tokens_details: { cached_tokens: 600 },
    },
  })
  response.end('data: [DONE]\n\n')
}
