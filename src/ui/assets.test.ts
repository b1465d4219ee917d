import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
// @ts-expect-error a build script without types
import { buildAssets } from '../../scripts/build-assets.mjs'

let folder: string
let manifest: Record<string, string>
const asset = (name: string) => readFile(join(folder, 'assets', manifest[name] ?? ''))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openpep-assets-'))
  manifest = await buildAssets(folder)
}, 30_000)

afterAll(() => rm(folder, { recursive: true }))

test('every name of the manifest is a file whose name changes with its content', async () => {
  const files = await readdir(join(folder, 'assets'))
  expect(Object.keys(manifest)).toEqual(
    expect.arrayContaining(['atkinson-bold.woff2', 'atkinson-regular.woff2', 'icon.svg', 'main.css', 'main.js'])
  )
  for (const file of Object.values(manifest)) {
    expect(file).toMatch(/^[\w-]+-[\da-f]{10}\.\w+$/)
    expect(files).toContain(file)
  }
  expect(await buildAssets(folder)).toEqual(manifest)
})

test('the style sheet names our fonts by their hash and nothing of GOV.UK’s', async () => {
  const css = String(await asset('main.css'))
  expect([...css.matchAll(/url\(([^)]*)\)/g)].map(([, url]) => url?.replaceAll('"', '')).sort()).toEqual(
    [manifest['atkinson-bold.woff2'], manifest['atkinson-regular.woff2']].sort()
  )
  expect(css).not.toMatch(/GDS Transport|@import|crest/)
})

test('the fonts are WOFF2 of their own length', async () => {
  for (const name of ['atkinson-regular.woff2', 'atkinson-bold.woff2']) {
    const font = await asset(name)
    expect(font.toString('latin1', 0, 4)).toBe('wOF2')
    expect(font.readUInt32BE(8)).toBe(font.length)
    expect(font.length).toBeLessThan(24_000)
  }
})

test('styles and scripts leave room for the page within the first load’s 45 kB', async () => {
  const sizes = await Promise.all(
    ['main.css', 'main.js'].map(async name => brotliCompressSync(await asset(name)).length)
  )
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(28_000)
})
