import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import { Input } from './input.tsx'
import { PasswordInput } from './password-input.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Textarea } from './textarea.tsx'

/** What is ours and no fixture shows. */
describe('our own touches', () => {
  test('what was typed comes back as typed', () => {
    const typed = '</textarea><img src=x onerror=alert(1)> & "quotes"'
    expect(renderToString(<Textarea name="a" label="A" value={typed} />)).not.toMatch(/<img/)
    expect(renderToString(<Input name="a" label="A" value={typed} />)).toContain('&quot;quotes&quot;"')
  })

  test('a textarea keeps its first empty line', () => {
    const html = renderToString(<Textarea name="a" label="A" value={'\nsecond line'} />)
    expect(html).toContain('>\n\nsecond line</textarea>')
  })

  test('a password is never shown again', () => {
    expect(renderToString(<PasswordInput name="p" label="Password" />)).not.toContain('value=')
  })

  test('an error and a hint describe the field beside other descriptions', () => {
    const html = renderToString(<Input name="a" label="A" hint="H" error="E" describedBy="who-can-read" />)
    expect(html).toContain('aria-describedby="who-can-read a-hint a-error"')
    expect(html).toContain('<span class="govuk-visually-hidden">Error:</span> E')
  })

  test('a count takes words or characters', () => {
    expect(renderToString(<CharacterCount name="a" label="A" maxwords={20} />)).toContain('up to 20 words')
    expect(renderToString(<CharacterCount name="a" label="A" maxlength={20} />)).toContain('up to 20 characters')
  })

  test('the boxes of a date post under its name and keep nonsense', () => {
    const html = renderToString(<DateInput name="next" values={{ day: 'last', month: '', year: 'Tuesday' }} />)
    expect(html).toContain('name="next-day"')
    expect(html).toContain('value="last"')
    expect(html).toContain('value="Tuesday"')
    expect(html).not.toContain('<fieldset')
  })

  test('no value ticks nothing', () => {
    expect(renderToString(<Checkboxes name="a" items={[{ value: '', text: 'A' }]} />)).not.toContain('checked')
  })

  test('island data reaches the field', () => {
    expect(renderToString(<Input name="a" label="A" data={{ 'data-question': 'D1' }} />)).toContain(
      'data-question="D1"'
    )
    expect(renderToString(<Button preventDoubleClick>Save</Button>)).toContain('data-prevent-double-click="true"')
  })

  test('a row’s links are told apart when heard alone', () => {
    const html = renderToString(
      <SummaryList
        rows={[{ key: 'Name', value: 'Rosa', actions: [{ href: '/n', text: 'Change', hiddenText: 'name' }] }]}
      />
    )
    expect(html).toContain('Change<span class="govuk-visually-hidden"> name</span>')
  })

  test('a table as cards keeps its meaning and names each value', () => {
    const columns = [{ heading: 'Child' }, { heading: <a href="?sort=due">Due</a>, label: 'Due', numeric: true }]
    const html = renderToString(<Table cards columns={columns} rows={[['Rosa', '23 October']]} firstCellIsHeader />)
    expect(html).toContain('role="rowheader"')
    expect(html).toContain('data-label="Due"')
    expect(renderToString(<Table columns={columns} rows={[]} />)).not.toMatch(/role=|data-label/)
  })
})
