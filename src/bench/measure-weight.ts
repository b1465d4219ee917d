import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { rounded } from './bars.ts'
import type { Measure } from './bench.ts'
import { workersWithPlans } from './people.queries.ts'
import { answered, type Reply, signedIn, visitor } from './visitor.ts'

const textOf = ({ bytes, type }: Reply): string =>
  (type === 'br' ? brotliDecompressSync(bytes) : type === 'gzip' ? gunzipSync(bytes) : bytes).toString()

const assetsIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].flatMap(([, path]) => path ?? [])

/** weight-first, weight-later: bytes of HTML, CSS and scripts as they travel; what the browser has kept is not sent again. */
export const measureWeight: Measure = async bench => {
  const stand = await bench.stand('one')
  const [own] = await workersWithPlans(stand.urls.owner, 1)
  if (!own) throw new Error('The load has nobody with an open plan.')
  const [token = ''] = await signedIn(stand.urls.owner, [own.person])
  const browser = visitor(stand.url, token)
  const kept = new Set<string>()
  const weigh = async (path: string) => {
    const page = answered(await browser.get(path), path)
    const parts = [`HTML ${page.bytes.length}`]
    let sum = page.bytes.length
    for (const asset of new Set(assetsIn(textOf(page)))) {
      if (kept.has(asset)) continue
      kept.add(asset)
      const { bytes } = answered(await browser.get(asset), asset)
      parts.push(`${asset.replace(/.*\//, '').replace(/-[0-9A-Za-z]+\./, '.')} ${bytes.length}`)
      sum += bytes.length
    }
    return { value: rounded(sum / 1000), n: 1, note: `${path.replace(own.pep, ':pep')}: ${parts.join(', ')} bytes` }
  }
  const first = await weigh('/')
  const later = await weigh(`/peps/${own.pep}/sections/R`)
  browser.close()
  return { 'weight-first': first, 'weight-later': later }
}
