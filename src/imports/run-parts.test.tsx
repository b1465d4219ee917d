import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { NamedRows } from './run-parts.tsx'

const said = (number: number) =>
  renderToString(
    <NamedRows
      caption="Taken, but please check"
      rows={Array.from({ length: number }, (_, at) => ({
        table: 'terms',
        row: at + 2,
        column: 'end',
        value: '2028-12-23',
        reason: 'This is a Saturday.'
      }))}
    />
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('each row is named, with what stands there and why', () =>
  expect(said(1)).toMatch(/Taken, but please check .*terms, row 2, end .*2028-12-23 .*This is a Saturday\./))

test('of many the first, and how many there are', () => {
  expect(said(1200)).toContain('Taken, but please check: the first 25 of 1,200')
  expect(said(1200)).toContain('row 26,')
  expect(said(1200)).not.toContain('row 27,')
})
