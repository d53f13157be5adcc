// Steady load for SOAK_MINUTES (60) on everything as make dev runs it: memory and file descriptors stay where they are.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { loadScripts, startLoad } from '../load.mjs'
import { startMock } from '../mock-api.mjs'
import { startStack } from '../stack.mjs'

const MINUTES = Number(process.env.SOAK_MINUTES ?? 60)
const SAMPLES = 60
// Caches fill and code is compiled in the first third; what grows after that goes on growing.
const WARM = SAMPLES / 3
const MOST_GROWTH = 1.1
const SOME_MEGABYTES = 16
const SOME_FILES = 32

const megabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
const files = (pid) => readdirSync(`/proc/${pid}/fd`).length
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

test(`${MINUTES} minutes of steady load leave nothing behind`, { timeout: (MINUTES + 10) * 60_000 }, async (t) => {
  const mock = await startMock(loadScripts(3))
  const stack = await startStack({ upstream: mock.url })
  const load = startLoad(stack.url)
  const services = ['proxy-core', 'proxy-data', 'gateway']
  const samples = Object.fromEntries(services.map((service) => [service, []]))
  for (let i = 0; i < SAMPLES; i++) {
    await setTimeout((MINUTES * 60_000) / SAMPLES)
    mock.forget()
    for (const service of services) {
      const pid = stack.pid(service)
      samples[service].push({ megabytes: megabytes(pid), files: files(pid) })
    }
  }
  const counts = await load.stop()
  await stack.stop()
  await mock.stop()
  t.diagnostic(`${counts.streams} streams, ${counts.messages} messages, ${counts.questions} questions`)
  assert.deepEqual(counts.failures, [])
  for (const service of services) {
    const warm = samples[service].slice(WARM)
    const half = warm.length / 2
    for (const [what, most] of [
      ['megabytes', (before) => before * MOST_GROWTH + SOME_MEGABYTES],
      ['files', (before) => before + SOME_FILES],
    ]) {
      const values = warm.map((sample) => sample[what])
      const [before, after] = [median(values.slice(0, half)), median(values.slice(half))]
      t.diagnostic(`${service}: ${Math.round(before)}, then ${Math.round(after)} ${what}`)
      assert.ok(after <= most(before), `${service} went from ${before} to ${after} ${what}`)
    }
  }
})
