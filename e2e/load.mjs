// Steady load through the gateway: streams that last, and short requests, on connections that are kept. Everything that does not
// come back whole is counted, with the reason.
import http from 'node:http'
import { setTimeout } from 'node:timers/promises'

const STREAM_MARK = '[[long]]'
const SHORT_MARK = '[[short]]'
// Longer than the gateway lets a question wait, and than a stream takes.
const ANSWER_SECONDS = 60

/**
 * Starts `streams` streams, each followed by the next one, and `rate` short requests a second, of which every fifth asks
 * proxy-data; `stop()` waits for what is open and gives the counts. Without `keepAlive` each has a connection of its own.
 */
export function startLoad(url, { streams = 50, rate = 50, headers = {}, keepAlive = true } = {}) {
  const agent = new http.Agent({ keepAlive, maxSockets: 256 })
  const counts = { streams: 0, messages: 0, questions: 0, failures: [], slowest: 0 }
  const open = new Set()
  let stopping = false
  let serial = 0

  /** Asks once; counts as `kind`, and notes what is wrong with the answer. */
  function ask(kind, method, target, body, isWhole) {
    const started = performance.now()
    const done = new Promise((resolve) => {
      let answered = false
      const failed = (why) => {
        if (!open.has(done)) return
        counts.failures.push({ at: new Date().toISOString(), kind, answered, why: `${method} ${target}: ${why}` })
        open.delete(done)
        resolve()
      }
      const request = http.request(url + target, { method, agent, headers: { ...headers, ...(body && json(body)) } })
      const late = globalThis.setTimeout(() => {
        failed(`no whole answer in ${ANSWER_SECONDS} s`)
        request.destroy()
      }, ANSWER_SECONDS * 1000)
      request.on('close', () => clearTimeout(late))
      request.on('error', (error) => failed(error.code ?? error.message))
      request.on('response', async (response) => {
        answered = true
        try {
          const text = Buffer.concat(await response.toArray()).toString()
          if (response.statusCode !== 200 || !isWhole(text)) return failed(`${response.statusCode} ${text.slice(-200)}`)
          counts[kind]++
          if (kind !== 'streams') counts.slowest = Math.max(counts.slowest, performance.now() - started)
          resolve()
        } catch (error) {
          failed(error.code ?? error.message)
        }
      })
      request.end(body)
    })
    open.add(done)
    done.then(() => open.delete(done))
    return done
  }

  const json = (body) => ({ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  // Each body is one of a kind, so that none can be on record twice unnoticed.
  const message = (mark, stream) =>
    JSON.stringify({ model: 'mock', stream, messages: [{ role: 'user', content: `${mark} number ${serial++}` }] })
  const streamOn = async () => {
    while (!stopping) {
      const { length } = counts.failures
      await ask('streams', 'POST', '/v1/messages', message(STREAM_MARK, true), (text) =>
        text.includes('event: message_stop'),
      )
      // A client whose request failed waits a moment too.
      if (counts.failures.length > length) await setTimeout(500)
    }
  }
  for (let i = 0; i < streams; i++) streamOn()
  let beat = 0
  const timer = setInterval(() => {
    if (beat++ % 5 === 4) ask('questions', 'GET', '/api/requests?limit=1', null, (text) => text.startsWith('{"items"'))
    else ask('messages', 'POST', '/v1/messages', message(SHORT_MARK, false), (text) => text.includes('end_turn'))
  }, 1000 / rate)

  return {
    counts,
    async stop() {
      stopping = true
      clearInterval(timer)
      while (open.size > 0) await Promise.all(open)
      agent.destroy()
      return { ...counts, sent: serial }
    },
  }
}

/**
 * What a gateway that loads its configuration anew may not be blamed for left out: Caddy opens the new listening socket beside
 * the old one, and what waits to be accepted on the old one is reset by the kernel when that is closed. It was never read.
 */
export const brokenByReload = (failures) =>
  failures.filter(({ answered, why }) => answered || !why.endsWith('ECONNRESET'))

/** What the mock answers to it: a stream of `seconds`, and a short message. */
export const loadScripts = (seconds) => ({
  long: [() => ({ content: [{ type: 'text', text: 'A long answer. '.repeat(8) }], seconds })],
  short: [() => ({ content: [{ type: 'text', text: 'A short answer.' }] })],
})
