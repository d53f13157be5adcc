// Do the docs tell the truth? What exists has to be documented, and what is documented has to exist.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const read = (file) => readFileSync(path.join(project, file), 'utf8')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: project,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => existsSync(path.join(project, file)))
const readAll = (pattern) =>
  files
    .filter((file) => pattern.test(file))
    .map(read)
    .join('\n')
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1])
const sorted = (values) => [...new Set(values)].sort()

const readme = read('README.md')
const documents = files.filter((file) => file.endsWith('.md'))

/** The cells of the rows of every table in a text whose first cell is code. */
const rows = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
const codes = (cell) => all(cell, /`([^`]+)`/g)

/** Every setting, as the code has it. */
const settings = all(
  read('configuration/src/main/java/dev/ccproxy/configuration/Setting.java'),
  /^ {4}[A-Z_]+\(\s*([^;]*?)\)[,;]/gms,
).map((source) => {
  const [key, , defaultValue, ...variables] = source.split(',').map((part) => part.trim().replaceAll('"', ''))
  return { key, variables, defaultValue: defaultValue === 'null' ? '' : defaultValue }
})

describe('The configuration table', () => {
  const documented = rows(readme).filter((cells) => cells[0].includes('.') && cells.length === 4)

  test('holds every setting with its variables and default, and no other', () => {
    assert.ok(settings.length > 10)
    assert.deepEqual(
      documented
        .map(([key, variables, defaultValue]) => ({
          key: codes(key)[0],
          variables: codes(variables),
          defaultValue: codes(defaultValue)[0] ?? '',
        }))
        .sort(byKey),
      settings.sort(byKey),
    )
  })

  test('is what config.yaml.example holds, with the same defaults', () => {
    assert.deepEqual(
      yamlEntries(read('config.yaml.example'))
        .filter(({ defaultValue }) => defaultValue !== undefined)
        .sort(byKey),
      settings
        .filter(({ defaultValue }) => defaultValue)
        .map(({ key, defaultValue }) => ({ key, defaultValue }))
        .sort(byKey),
    )
  })

  test('has the keys of the sample beside it', () => {
    const [sample] = all(readme, /```yaml\n(.*?)```/gs)
    const keys = yamlEntries(sample).map(({ key }) => key)
    assert.ok(keys.length > 0)
    assert.deepEqual(
      keys.filter((key) => !settings.some((setting) => setting.key === key)),
      [],
    )
  })
})

const byKey = (a, b) => (a.key < b.key ? -1 : 1)

/** Keys and values of a plain YAML mapping, levels joined by dots. */
function yamlEntries(text) {
  const levels = []
  return text.split('\n').flatMap((line) => {
    const [, indent, name, value] = /^( *)([a-z_]+):(?: (.*))?$/.exec(line) ?? []
    if (name === undefined) return []
    levels.length = indent.length / 2
    levels.push(name)
    return value === undefined ? [] : [{ key: levels.join('.'), defaultValue: value }]
  })
}

describe('Environment variables', () => {
  const known = new Set(settings.flatMap(({ variables }) => variables))

  test('of scripts and the Caddyfile are documented', () => {
    const scripts = readAll(/(\.sh|Caddyfile|\.caddy|^docker-compose.*\.yml|^dashboard\/vite\.config\.ts)$/)
    const used = sorted([
      ...all(scripts, /\$\{([A-Z][A-Z_]+):-/g),
      ...all(scripts, /\{\$([A-Z][A-Z_]+)/g),
      ...all(scripts, /process\.env\.([A-Z][A-Z_]+)/g),
    ]).filter(
      (name) => !['JAVA_HOME', 'CI', 'DOCKER', 'MAVEN_OPTS', 'COMPOSE_FILE', 'APP_COPY', 'PAGES'].includes(name),
    )
    assert.ok(used.includes('GATEWAY_PORT'))
    assert.deepEqual(
      used.filter((name) => !new RegExp(`\`${name}[\`=]`).test(readme)),
      [],
    )
  })

  // All but those of places that are fixed within one: its address and ports, and the folder of the record.
  test('of settings are passed on into containers', () => {
    const fixed = ['BIND_ADDRESS', 'PORT', 'PROXY_CORE_PORT', 'PROXY_DATA_PORT', 'DB_PATH', 'INDEX_PATH']
    const passed = all(read('docker-compose.split.yml'), /^ +([A-Z_]+): \S/gm)
    assert.ok(passed.includes('DASHBOARD_TOKEN'))
    assert.deepEqual(
      [...known].filter((name) => !passed.includes(name) && !fixed.includes(name)),
      [],
    )
  })

  test('that the README names are read by something', () => {
    const sources = readAll(/(\.java|\.sh|\.ts|Caddyfile|\.caddy|^docker-compose.*\.yml)$/)
    const ours = sorted(rows(readme).flatMap((cells) => cells.slice(0, 2).flatMap(codes))).filter((name) =>
      /^[A-Z_]+$/.test(name),
    )
    assert.ok(ours.length > known.size)
    assert.deepEqual(
      ours.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources)),
      [],
    )
  })
})

describe('Make targets', () => {
  const makefile = read('Makefile')
  const targets = all(makefile, /^([a-z][a-z-]*):/gm)

  test('are all listed by make help', () => {
    const help = execFileSync('make', ['help'], { cwd: project, encoding: 'utf8' })
    assert.deepEqual(sorted(all(help, /^ {2}([a-z-]+) {2}/gm)), sorted(targets))
  })

  test('that documents name exist', () => {
    const named = documents.flatMap((file) => [
      ...all(read(file), /`make ([a-z-]+)/g),
      ...all(read(file), /^make ([a-z-]+)/gm),
    ])
    assert.ok(named.includes('test'))
    assert.deepEqual(
      sorted(named).filter((name) => !targets.includes(name)),
      [],
    )
  })

  test('on the first screen of the README are the two that matter, and CI runs the second', () => {
    const screen = readme.split('\n').slice(0, 25).join('\n')
    assert.match(screen, /^make dev/m)
    assert.match(screen, /^make test$/m)
    assert.match(read('.ci/run'), /^exec make test$/m)
  })
})

describe('Routes', () => {
  const documented = rows(read('docs/API.md'))
    .flatMap(([cell]) => codes(cell))
    .map((route) => route.split(' ').at(-1))

  test("are documented as proxy-data's code has them", () => {
    const routes = files
      .filter((file) => /^proxy-data\/src\/main\/.*Resource\.java$/.test(file))
      .map(read)
      .flatMap(routesOf)
    assert.deepEqual(
      sorted(documented.filter((route) => route.startsWith('/api/') && route !== '/api/hello')),
      sorted(routes),
    )
  })

  test('of the gateway are documented', () => {
    const matched = all(read('docker/gateway.caddy'), /^\s*(?:@\w+ )?path (.*)$/gm).flatMap((paths) => paths.split(' '))
    const covered = (route) =>
      documented.includes(route) || documented.some((it) => it.startsWith(route.replace('*', '')))
    assert.ok(matched.includes('/v1/*'))
    assert.deepEqual(
      matched.filter((route) => !covered(route)),
      [],
    )
  })
})

/** The routes of a resource: the path of its class, joined with that of each method. */
function routesOf(source) {
  const [base] = all(source.slice(0, source.indexOf('class ')), /@Path\("([^"]*)"\)/g)
  const body = source.slice(source.indexOf('class '))
  return [...body.matchAll(/@(?:GET|POST|PUT|DELETE|PATCH)\s+(?:@Path\("([^"]*)"\))?/g)].map(
    ([, sub]) => base + (sub ?? ''),
  )
}

describe('Documents', () => {
  test('link to files that exist', () => {
    const broken = documents.flatMap((file) =>
      all(read(file), /]\((?!https?:|#)([^)#]+)/g)
        .filter((link) => !existsSync(path.join(project, path.dirname(file), link)))
        .map((link) => `${file}: ${link}`),
    )
    assert.deepEqual(broken, [])
  })

  test('name files that exist', () => {
    const places = rows(readme)
      .filter((cells) => cells.length === 2)
      .flatMap(([cell]) => codes(cell))
    assert.deepEqual(
      places.filter((place) => !existsSync(path.join(project, place))),
      [],
    )
  })
})
