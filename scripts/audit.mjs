// Compares what the build resolved with docs/advisories.json, and asks npm's registry for what it knows where that answers.
// Works without a network: the list is the project's own.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const read = (file) => JSON.parse(readFileSync(path.join(project, file), 'utf8'))

/** What a service is made of, by the bill of materials that its build wrote. */
const fromBill = (file) =>
  read(file)
    .components.filter(({ purl }) => purl?.startsWith('pkg:maven/'))
    .map(({ group, name, version }) => ({ ecosystem: 'maven', package: `${group}:${name}`, version, file }))

const fromLock = (file) =>
  Object.entries(read(file).packages)
    .filter(([where]) => where !== '')
    .map(([where, { version }]) => ({
      ecosystem: 'npm',
      package: where.slice(where.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      file,
    }))

const numbers = (version) => version.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0)

/** Below zero where version `a` is older than `b`. */
function compare(a, b) {
  const [left, right] = [numbers(a), numbers(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Fixed where it is as new as the newest fix, or as the one of its own line, for example of 4.1. */
function isAffected(version, fixed) {
  const line = (it) => numbers(it).slice(0, 2).join('.')
  const ownLine = fixed.find((it) => line(it) === line(version))
  const needed = ownLine ?? fixed.toSorted(compare).at(-1)
  return compare(version, needed) < 0
}

const resolved = [
  ...fromBill('proxy-core/target/quarkus-run-cyclonedx.json'),
  ...fromBill('proxy-data/target/quarkus-run-cyclonedx.json'),
  ...fromLock('dashboard/package-lock.json'),
  ...fromLock('e2e/package-lock.json'),
]
const found = read('docs/advisories.json').flatMap((advisory) =>
  resolved
    .filter((it) => it.ecosystem === advisory.ecosystem && it.package === advisory.package)
    .filter((it) => isAffected(it.version, advisory.fixed))
    .map((it) => `${it.package} ${it.version} (${it.file}): ${advisory.id}, ${advisory.what}; fixed in ${advisory.fixed.join(', ')}`),
)

for (const folder of ['dashboard', 'e2e']) {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], { cwd: path.join(project, folder), encoding: 'utf8', timeout: 30_000 })
  const { metadata, vulnerabilities = {} } = stdout?.startsWith('{') ? JSON.parse(stdout) : {}
  if (!metadata) console.log(`npm's registry tells nothing about ${folder}: the project's own list alone was asked`)
  for (const [name, { severity }] of Object.entries(vulnerabilities)) {
    if (['high', 'critical'].includes(severity)) found.push(`${name} (${folder}): ${severity}, by npm's registry`)
  }
}

for (const line of found) console.error(line)
console.log(`${new Set(resolved.map((it) => `${it.package}@${it.version}`)).size} dependencies, ${found.length} with known vulnerabilities`)
process.exit(found.length ? 1 : 0)
