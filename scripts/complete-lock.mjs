// Adds to package-lock.json the optional platform packages that npm leaves out because the registry lacks them;
// without them `npm ci` refuses the lock ("Missing: … from lock file"). Run after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const platform = name => {
  const [, os, cpu, libc] =
    name.match(/-(android|darwin|linux|win32|freebsd|openharmony|wasm32)-([a-z0-9]+)(?:-(.+))?$/) ?? []
  return {
    os: os ? [os] : undefined,
    cpu: cpu ? [cpu] : undefined,
    libc: os === 'linux' ? [libc === 'musl' ? 'musl' : 'glibc'] : undefined
  }
}
let added = 0
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    const stored = lock.packages[key]
    if (stored?.version) continue
    lock.packages[key] = { version, ...platform(name), optional: true }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} optional platform packages added to the lock`)
