// The mock of the Messages API, as a container beside those that are tried. GET /count on port 8081 tells how many requests came.
import http from 'node:http'
import { loadScripts } from '../load.mjs'
import { startMock } from '../mock-api.mjs'

const mock = await startMock(loadScripts(3), { port: 8080, host: '0.0.0.0' })
http.createServer((_, response) => response.end(String(mock.requests.length))).listen(8081)
// Bodies are not needed here, and would fill the memory in an hour.
setInterval(() => {
  for (const request of mock.requests) delete request.body
}, 1000)
