import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Name } from './name.tsx'

test.each(['سميرة الحداد', 'ፀሐይ', '陳小明', '<b>Ash</b>'])('%s stands apart from the words around it', name => {
  const html = renderToString(
    <h1>
      <Name of={name} />
      ’s plan
    </h1>
  )
  expect(html).toBe(`<h1><bdi>${name.replaceAll('<', '&lt;')}</bdi>’s plan</h1>`)
})

test('another name stands beside it, and neither turns the other', () =>
  expect(renderToString(<Name of="سميرة" also="Samīra" />)).toBe('<bdi>سميرة</bdi> (<bdi>Samīra</bdi>)'))
