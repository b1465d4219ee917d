import type { ChartEntry, DocumentEntry, TargetEntry } from '../../documents/plan-document.ts'
import { pounds } from '../../documents/record-entries.ts'
import { formatDate } from '../../forms/value.ts'
import { InterpretersWords } from '../../peps/interpreted-words.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Table } from '../../ui/components/table.tsx'

/** What a copy prints, on the wall: the same entries, large; the words of `child` in their own dress. */
export function RoomEntry({ entry, child }: { entry: DocumentEntry; child: string }) {
  switch (entry.kind) {
    case 'answer':
      return (
        <div class="room__answer">
          <h3 class="answer__label">{entry.label}</h3>
          <p class="as-written">{entry.text}</p>
        </div>
      )
    case 'quote':
      return (
        <figure class="room__quote">
          <figcaption class="answer__label">{[entry.who, entry.prompt].filter(Boolean).join(': ')}</figcaption>
          <blockquote class={entry.who === child ? 'child-words' : 'room__said'} lang={entry.language} dir="auto">
            {entry.text}
          </blockquote>
          {entry.interpreted ? <InterpretersWords words={entry.interpreted} by={entry.interpreter} /> : null}
        </figure>
      )
    case 'said-did':
      return <SummaryList rows={[{ key: `You said: ${entry.said}`, value: `We did: ${entry.did}` }]} />
    case 'list':
      return (
        <>
          {entry.label ? <h3 class="answer__label">{entry.label}</h3> : null}
          <ul class="govuk-list govuk-list--bullet">
            {entry.items.map(item => (
              <li class="as-written">{item}</li>
            ))}
          </ul>
        </>
      )
    case 'table':
      return (
        <Table
          caption={entry.caption}
          cards
          columns={entry.columns.map(heading => ({ heading }))}
          rows={entry.rows.map(row => [...row])}
        />
      )
    case 'chart':
      return <Chart chart={entry} />
    case 'target':
      return <Target target={entry} />
    case 'blank':
      return null
  }
}

function Target({ target }: { target: TargetEntry }) {
  const facts: [string, string | undefined][] = [
    ['In the child’s words', target.childWording],
    ['Where we start', target.baseline],
    ['How we will know', target.success],
    ['What will be done', target.intervention],
    ...target.actions.map(({ who, what }): [string, string] => [who, what]),
    ['Lead', target.lead],
    ['By', target.due && formatDate(target.due)],
    ['Cost', target.costPence === undefined ? undefined : pounds(target.costPence)]
  ]
  return (
    <div class="room__target">
      <h3 class="answer__label">{target.area}</h3>
      <p class="room__large as-written">{target.target}</p>
      <SummaryList rows={facts.flatMap(([key, value]) => (value ? [{ key, value }] : []))} />
    </div>
  )
}

const [width, height, gap] = [600, 120, 6]

/** The bars; what they say stands in words for whoever does not see them, and the table follows. */
function Chart({ chart: { title, altText, max, points } }: { chart: ChartEntry }) {
  const step = width / points.length
  const heightOf = (value: number | null) => (Math.min(value ?? 0, max) / Math.max(max, 1)) * height
  return (
    <figure class="picture">
      <figcaption class="answer__label">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height + 2}`} role="img" aria-label={altText}>
        {points.map(({ value }, at) => (
          <rect
            class="picture__bar"
            x={at * step + gap / 2}
            y={height - heightOf(value)}
            width={Math.max(1, step - gap)}
            height={heightOf(value)}
          />
        ))}
        <line class="picture__axis" x1="0" x2={width} y1={height} y2={height} />
      </svg>
    </figure>
  )
}
