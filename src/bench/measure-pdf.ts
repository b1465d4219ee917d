import { fullPlan } from '../documents/plan-document.samples.ts'
import { closePrinting, compilePlan } from '../documents/typst.ts'
import { isRefusal } from '../guidance/words.ts'
import { percentile, rounded } from './bars.ts'
import type { Measure } from './bench.ts'

/** Another plan each time: nothing of the last one may help. */
function plan(number: number) {
  const sample = fullPlan()
  const name = `Child ${number}`
  return { ...sample, title: `Personal Education Plan for ${name}`, child: { ...sample.child, name } }
}

/** pdf: as the server's jobs make it, on its printing thread. */
export const measurePdf: Measure = async bench => {
  const times: number[] = []
  const warm = 10
  const n = bench.count(60, 15)
  let pages = 0
  for (let i = 0; i < warm + n; i++) {
    const document = plan(i)
    const began = performance.now()
    const pdf = await compilePlan(document)
    if (isRefusal(pdf)) throw new Error(pdf.refused)
    if (i >= warm) times.push(performance.now() - began)
    pages = (
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g) ?? []
    ).length
  }
  await closePrinting()
  return {
    pdf: {
      value: rounded(percentile(times, 0.5)),
      n,
      also: pages >= 8,
      note: `p95 ${rounded(percentile(times, 0.95))} ms; ${pages} pages, another plan each time`
    }
  }
}
