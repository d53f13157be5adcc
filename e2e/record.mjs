// What the record says, by proxy-data's API.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { until } from './stack.mjs'

const read = async (url) => {
  const response = await fetch(url)
  assert.equal(response.status, 200, `${url}: ${response.status}`)
  return response.json()
}

/** The newest exchanges on record, the oldest of them first, in full; waits until `count` of them have ended. */
export async function newest(stack, count) {
  const items = await until(async () => {
    const { items } = await read(`${stack.url}/api/requests?limit=${count}`)
    return items.length === count && items.every(({ outcome }) => outcome !== 'in_flight') && items
  })
  return Promise.all(items.reverse().map(({ id }) => read(`${stack.url}/api/requests/${id}`)))
}

/** All exchanges on record, the newest first, in short. */
export async function allExchanges(stack) {
  const all = []
  let before = ''
  do {
    const { items, next } = await read(`${stack.url}/api/requests?limit=500${before}`)
    all.push(...items)
    before = next && `&before=${next}`
  } while (before)
  return all
}

/** Asserts that the newest exchanges on record are these requests, byte for byte, and hold no key. */
export async function assertRecorded(stack, requests, key) {
  const exchanges = await newest(stack, requests.length)
  assert.deepEqual(
    exchanges.map(({ summary, requestBody }) => ({
      method: summary.method,
      target: summary.query ? `${summary.path}?${summary.query}` : summary.path,
      sha256: requestBody.sha256,
    })),
    requests.map(({ method, target, body }) => ({
      method,
      target,
      sha256: createHash('sha256').update(body).digest('hex'),
    })),
  )
  for (const exchange of exchanges) {
    assert.equal(exchange.forwardedUnchanged, true)
    assert.equal(exchange.summary.outcome, 'completed')
    assert.doesNotMatch(JSON.stringify(exchange), new RegExp(key))
  }
}
