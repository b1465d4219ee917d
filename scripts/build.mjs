/** Makes `dist/<hash>` beside and renames it: a build is there whole or not at all, and never changes. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildFolder, root } from './build-folder.mjs'

const kept = 2
const folder = buildFolder()
if (!existsSync(folder)) await build(folder)
console.log(folder)

async function build(folder) {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    await Promise.all([buildProgram(draft), buildAssets(draft)])
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  removeOld()
}

async function buildProgram(draft) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [join(root, 'src/main.ts')],
    outdir: draft,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node26',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning'
  })
}

async function buildAssets(draft) {
  const script = join(import.meta.dirname, 'build-assets.mjs')
  if (existsSync(script)) await (await import(script)).buildAssets(draft)
}

function removeOld() {
  const dist = join(root, 'dist')
  const age = name => statSync(join(dist, name)).mtimeMs
  const builds = readdirSync(dist).filter(name => /^[0-9a-f]{16}$/.test(name))
  const old = builds.sort((a, b) => age(b) - age(a)).slice(kept)
  for (const name of old) rmSync(join(dist, name), { recursive: true, force: true })
}
