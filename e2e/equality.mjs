// What may differ between two runs of the same thing, and what may not.

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade', 'host', 'content-length'])

const VOLATILE = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '(uuid)'],
  [/\ba[0-9a-f]{16}\b/g, '(agent)'],
  [/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '(date)'],
  [/(duration_ms\D{1,6})\d+/g, '$1(n)'],
  [/cch=[0-9a-f]{5}/g, 'cch=(hash)'],
]

/** Replaces identifiers, dates and durations, which no two runs share. */
export const masked = (text) => VOLATILE.reduce((it, [what, name]) => it.replace(what, name), text)

/** The end-to-end headers, sorted; a gateway may send them in another order. */
export const endToEnd = (headers) =>
  headers
    .filter(([name]) => !HOP_BY_HOP.has(name))
    .map(([name, value]) => `${name}: ${masked(value)}`)
    .sort()

/** A request as the upstream saw it, without what may differ. */
export const comparable = ({ method, target, headers, body }) => ({
  method,
  target,
  headers: endToEnd(headers),
  body: masked(body.toString('utf8')),
})
