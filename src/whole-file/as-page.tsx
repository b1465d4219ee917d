import { renderPage } from '../ui/render.ts'
import type { Told, WholeFile } from './told.ts'

const words = (column: string): string => column.replaceAll('_', ' ')
const anchor = (table: string): string => `part-${table}`

/** The whole file to read: one plain page that needs nothing else. */
export const asPage = (file: WholeFile): string =>
  renderPage(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Whole file: ${file.child.name}`}</title>
      </head>
      <body>
        <h1>Whole file: {file.child.name}</h1>
        <p>Made on {file.made}. The same as data, with ids and codes, is in child.json.</p>
        <h2>Before it is given out</h2>
        <ul>
          {file.notes.map(note => (
            <li>{note}</li>
          ))}
        </ul>
        <h2>What is in it</h2>
        <ul>
          {file.parts.map(({ table, title, rows }) => (
            <li>
              <a href={`#${anchor(table)}`}>{title}</a>: {rows.length === 0 ? 'nothing is held' : rows.length}
            </li>
          ))}
        </ul>
        {file.parts
          .filter(({ rows }) => rows.length > 0)
          .map(({ table, title, rows }) => (
            <section aria-labelledby={anchor(table)}>
              <h2 id={anchor(table)}>{title}</h2>
              {rows.map(row => (
                <>
                  <dl>
                    {readable(row).map(([column, told]) => (
                      <div>
                        <dt>
                          <strong>{words(column)}</strong>
                        </dt>
                        <dd>
                          <Shown told={told} />
                        </dd>
                      </div>
                    ))}
                  </dl>
                  <hr />
                </>
              ))}
            </section>
          ))}
        <h2>Attached files</h2>
        {file.files.length === 0 ? <p>None.</p> : null}
        <ul>
          {file.files.map(({ name, title }) => (
            <li>
              {title}: {name ?? 'the file is not in the store any more'}
            </li>
          ))}
        </ul>
        <h2>What is not in it, and why</h2>
        <ul>
          {Object.entries(file.notHere).map(([table, why]) => (
            <li>
              {words(table)}: {why}
            </li>
          ))}
        </ul>
      </body>
    </html>
  )

const forPrograms = new Set(['id', 'valid', 'version', 'audience', 'question', 'section', 'form_version', 'sha256'])
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Without what only a program reads: ids, codes, and an answer's value beside its words. */
const readable = (row: Readonly<Record<string, Told>>): Array<[string, Told]> =>
  Object.entries(row).filter(
    ([column, told]) =>
      !forPrograms.has(column) &&
      !('answer' in row && column === 'value') &&
      !('value' in told && typeof told.value === 'string' && uuid.test(told.value))
  )

function Shown({ told }: { told: Told }) {
  if ('leftOut' in told) return <em>left out: {told.leftOut}</em>
  if ('thirdParty' in told)
    return (
      <mark>
        {inWords(told.value)} (third party: {told.thirdParty})
      </mark>
    )
  return <>{inWords(told.value)}</>
}

function inWords(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join('; ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, part]) => `${words(key)}: ${inWords(part)}`)
      .join(', ')
  return String(value ?? '')
}
