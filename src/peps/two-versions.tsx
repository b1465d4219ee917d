import type { ComponentChildren } from 'preact'
import { momentInWords } from '../guidance/dates.ts'
import { Stale } from '../ui/error-pages.tsx'
import { text } from '../web/forms.ts'
import type { Shown, View } from '../web/page.ts'
import type { Pep } from './pep.ts'
import { pepTrail } from './pep-header.tsx'
import { baseField, type Standing, theirsIn, versionOf } from './saved-record.ts'

interface Clash {
  readonly pep: Pep
  readonly key: string
  readonly what: string
  readonly mine: ComponentChildren
  readonly standing: Standing<unknown>
  readonly theirs: ComponentChildren
}

/** Two people wrote one record of a form: both versions, until this person chooses. All else that was typed goes along. */
export function twoVersions({ pep, key, what, mine, standing, theirs }: Clash, shown: Shown): View {
  const typed = shown.typed ?? {}
  const { _csrf, keep, at, ...kept } = typed
  const fields = Object.fromEntries(Object.keys(kept).map(name => [name, text(kept, name)]))
  return {
    title: 'Somebody else changed this while you were writing',
    trail: pepTrail(pep, 'Two versions'),
    status: 409,
    body: (
      <Stale
        what={what}
        mine={{ value: mine }}
        theirs={{
          by: standing.by ?? 'Somebody else',
          at: standing.at ? momentInWords(standing.at) : 'the same day',
          value: theirs
        }}
        choice={{
          action: shown.path,
          csrf: shown.csrf,
          fields: {
            ...fields,
            theirs: [...theirsIn(typed)].join(' '),
            at: key,
            [baseField(key)]: versionOf(standing.content)
          }
        }}
      />
    )
  }
}

/** The version that record `key` of a form was read at, and what was chosen before. */
export function ReadAt({ shown, of }: { shown: Shown; of: ReadonlyArray<readonly [key: string, content: unknown]> }) {
  const { typed } = shown
  return (
    <>
      {of.map(([key, content]) => (
        <input
          type="hidden"
          name={baseField(key)}
          value={typed && baseField(key) in typed ? text(typed, baseField(key)) : versionOf(content)}
        />
      ))}
      {typed && theirsIn(typed).size > 0 ? (
        <input type="hidden" name="theirs" value={[...theirsIn(typed)].join(' ')} />
      ) : null}
    </>
  )
}
