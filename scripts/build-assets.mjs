import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { compileAsync, SassString } from 'sass'
import { subset } from './subset.mjs'
import { toWoff2 } from './woff2.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const fontPackages = join(root, 'node_modules/@expo-google-fonts')
const fonts = {
  'atkinson-regular.woff2': 'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  'atkinson-bold.woff2': 'atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'
}
/** Fonts that only the pages of some languages load: `noto-sans-arabic.css`. Without a range they take the place of the usual one. */
const languageFonts = {
  'noto-sans': {
    file: 'NotoSans',
    only: code => code < 0x530 || (code >= 0x1e00 && code < 0x2200),
    names: 'U+0400-04FF,U+1E00-1EFF'
  },
  'noto-sans-arabic': { file: 'NotoSansArabic', range: 'U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF' },
  'noto-sans-ethiopic': { file: 'NotoSansEthiopic', range: 'U+1200-139F,U+2D80-2DDF,U+AB00-AB2F' }
}
const weights = { 400: '400Regular', 700: '700Bold' }
const browsers = ['chrome100', 'firefox100', 'safari15']

/** `main.css` → `main-<hash>.css`: the name changes with the content, so that it may be kept for ever. */
function hashed(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  return name.replace(/(\.[a-z0-9]+)$/, `-${hash}$1`)
}

async function write(folder, name, content) {
  const file = hashed(name, content)
  await writeFile(join(folder, file), content)
  return [name, file]
}

/** Beside the file itself as small as it gets, which the server sends to browsers that take it. */
async function writeSmall(folder, name, content) {
  const written = await write(folder, name, content)
  const file = join(folder, written[1])
  await Promise.all([
    writeFile(`${file}.br`, brotliCompressSync(content)),
    writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
  ])
  return written
}

async function buildFonts(folder) {
  const written = Object.entries(fonts).map(async ([name, source]) =>
    write(folder, name, toWoff2(await readFile(join(fontPackages, source))))
  )
  const packages = ['atkinson-hyperlegible-next', ...Object.keys(languageFonts)]
  const licences = packages.map(name => readFile(join(fontPackages, name, 'LICENSE_FONT'), 'utf8'))
  await writeFile(join(folder, 'fonts-licence.txt'), (await Promise.all(licences)).join('\n'))
  return Object.fromEntries(await Promise.all(written))
}

const face = ({ family, weight, file, range }) =>
  `@font-face{font-family:'${family}';font-weight:${weight};font-display:swap;src:url("${file}") format('woff2')${range ? `;unicode-range:${range}` : ''}}`

/**
 * A style sheet for each font, under the usual one's name, so that no rule needs to know of it; and one for the names of the
 * languages, each in its own letters, of which a browser loads only what it draws.
 */
async function buildLanguageFonts(folder) {
  const sheets = Object.entries(languageFonts).map(async ([name, { file, range, only, names }]) => {
    const cuts = Object.entries(weights).map(async ([weight, cut]) => {
      const ttf = await readFile(join(fontPackages, name, cut, `${file}_${cut}.ttf`))
      const [, woff2] = await write(folder, `${name}-${weight}.woff2`, toWoff2(only ? subset(ttf, only) : ttf, 9))
      return { weight, file: woff2, range }
    })
    const faces = await Promise.all(cuts)
    const usual = faces.map(one => face({ family: 'Atkinson Hyperlegible Next', ...one }))
    const named = faces.map(one => face({ family: 'Language names', ...one, range: names ?? range }))
    return { sheet: await writeSmall(folder, `${name}.css`, usual.join('')), named }
  })
  const built = await Promise.all(sheets)
  const names = built.flatMap(({ named }) => named).join('')
  return [...built.map(({ sheet }) => sheet), await writeSmall(folder, 'language-names.css', names)]
}

async function buildStyles(folder, manifest) {
  const assetUrl = ([name]) => {
    const file = manifest[name.assertString('name').text]
    if (file === undefined) throw new Error(`no asset is called ${name}`)
    return new SassString(`url("${file}")`, { quotes: false })
  }
  const { css } = await compileAsync(join(root, 'src/ui/styles/main.scss'), {
    loadPaths: [join(root, 'node_modules')],
    functions: { 'asset-url($name)': assetUrl },
    quietDeps: true
  })
  const { code } = await transform(css, { loader: 'css', minify: true, target: browsers, legalComments: 'none' })
  return writeSmall(folder, 'main.css', code)
}

async function buildIslands(folder) {
  const entryPoints = await Array.fromAsync(glob('src/**/islands/*.ts', { cwd: root }))
  const islands = entryPoints.filter(file => !/\.(d|test)\.ts$/.test(file)).sort()
  const names = islands.map(file => `${basename(file, '.ts')}.js`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`two islands are called ${twice}`)
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: islands,
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: browsers,
    legalComments: 'none'
  })
  return Promise.all(outputFiles.map(({ path, contents }) => writeSmall(folder, basename(path), contents)))
}

/**
 * Builds styles, scripts and fonts into `outDir/assets`, with `manifest.json` beside them.
 * @param {string} outDir
 * @returns {Promise<Record<string, string>>} plain name → file name with its hash
 */
export async function buildAssets(outDir) {
  const folder = resolve(outDir, 'assets')
  await mkdir(folder, { recursive: true })
  const fontFiles = await buildFonts(folder)
  const [styles, languages, icon, islands] = await Promise.all([
    buildStyles(folder, fontFiles),
    buildLanguageFonts(folder),
    writeSmall(folder, 'icon.svg', await readFile(join(root, 'src/ui/styles/icon.svg'))),
    buildIslands(folder)
  ])
  const manifest = { ...fontFiles, ...Object.fromEntries([styles, ...languages, icon, ...islands]) }
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const outDir = process.argv[2]
  if (outDir === undefined) {
    console.error('usage: node scripts/build-assets.mjs OUT')
    process.exit(2)
  }
  console.log(JSON.stringify(await buildAssets(outDir), null, 2))
}
