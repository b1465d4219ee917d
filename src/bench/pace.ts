/**
 * How long a fixed piece of work takes here now, in ms (the least of five): texts made, sorted, written as JSON and read again.
 * A shared machine is faster on some days: figures of two runs compare by it.
 */
export const pace = (): number => Math.min(...[1, 2, 3, 4, 5].map(piece))

function piece(): number {
  const began = performance.now()
  const rows = Array.from({ length: 60_000 }, (_, at) => ({ at, name: `row ${(at * 7919) % 60_000}` }))
  for (let turn = 0; turn < 4; turn++) {
    rows.sort((a, b) => (turn % 2 === 0 ? a.name.localeCompare(b.name) : a.at - b.at))
    JSON.parse(JSON.stringify(rows))
  }
  return Math.round(performance.now() - began)
}
