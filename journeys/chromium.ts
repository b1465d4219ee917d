import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

/** `environment` holds what the program needs beyond ours. */
export type Chromium = { path: string; environment: Record<string, string> }

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
]

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** A headless browser, whatever the machine has; close it after use. */
export async function launchChromium(): Promise<Browser> {
  const { path, environment } = findChromium()
  return chromium.launch({ executablePath: path, args: quiet, env: { ...process.env, ...environment } })
}

/** OPENPEP_CHROMIUM, else one installed on the machine, else the one that came with npm, unpacked once. */
export function findChromium(places = installed): Chromium {
  const named = process.env.OPENPEP_CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Error(`OPENPEP_CHROMIUM names ${named}, which is not there.`)
    return { path: named, environment: {} }
  }
  const place = places.find(path => existsSync(path))
  return place ? { path: place, environment: {} } : packaged()
}

/** The package unpacks into the temporary folder under common names; it is given one of ours, moved when complete. */
function packaged(): Chromium {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install one, or set OPENPEP_CHROMIUM to its program.')
  }
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = join(tmpdir(), `openpep-chromium-${userInfo().uid}`)
  if (!existsSync(join(folder, 'chromium'))) unpack(entry, folder)
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  const environment: Record<string, string> = { LD_LIBRARY_PATH: libraries }
  if (!existsSync('/etc/fonts/fonts.conf')) environment.FONTCONFIG_PATH = join(folder, 'fonts')
  return { path: join(folder, 'chromium'), environment }
}

function unpack(entry: string, folder: string): void {
  mkdirSync(tmpdir(), { recursive: true })
  const draft = mkdtempSync(`${folder}-`)
  const script = `await (await import(${JSON.stringify(pathToFileURL(entry).href)})).default.executablePath()`
  const lambda = { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...lambda },
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`The packaged Chromium could not be unpacked:\n${stderr}`)
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}
