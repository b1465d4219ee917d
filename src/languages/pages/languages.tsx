import { ownAuthority } from '../../authorities/policy-change.ts'
import { formatDate } from '../../forms/value.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { page } from '../../web/page.ts'
import { type LocalLanguage, languagesOf } from '../checks.ts'
import { shipped } from '../shipped.ts'
import { isOn, type Standing } from '../standing.ts'
import { completeness, type Unusable } from '../translation.ts'

interface Loaded {
  readonly languages: readonly LocalLanguage[]
  readonly unusable: readonly Unusable[]
  readonly demonstration: boolean
}

export const languagesTrail = (here?: string) => [
  { text: 'What you need to do', href: '/' },
  ...(here ? [{ text: 'Languages', href: '/authority/languages' }, { text: here }] : [{ text: 'Languages' }])
]

/** What stands in the way of a language, or nothing. */
export const standingWords: Readonly<Record<Standing, string>> = {
  checked: 'Checked',
  unchecked: 'Not checked',
  changed: 'Changed since the check',
  off: 'Turned off'
}

/** Which languages the child, the carer and the parent can read their pages in. */
export const languagesPage = page<Loaded>({
  at: '/authority/languages',
  may: 'see policy',
  name: 'languages',
  quiet: true,
  load: async ({ tx, who, demonstration }) => {
    const authority = await ownAuthority(tx, who)
    return (
      authority && { languages: await languagesOf(tx, authority.code), unusable: shipped().unusable, demonstration }
    )
  },
  view: ({ languages, unusable, demonstration }) => ({
    title: 'Languages',
    trail: languagesTrail(),
    styles: ['noto-sans-arabic.css', 'noto-sans-ethiopic.css'],
    body: (
      <>
        <div class="reading">
          <h1 class="govuk-heading-l">Languages</h1>
          <p class="govuk-body">
            The child, their carer and their parent can read their own pages in these languages, and answer in them. The
            words are drafts. A language is off until somebody who speaks it from childhood has read them and you have
            recorded it here. When its file changes, only what changed is to be read again; until then it is off.
          </p>
          {demonstration ? (
            <InsetText>
              This is the demonstration: drafts are on here too, each with a note that no native speaker has checked it.
            </InsetText>
          ) : null}
        </div>
        {unusable.map(({ file, unusable: why }) => (
          <WarningText>
            {file} is not used. {why.join(' ')}
          </WarningText>
        ))}
        <Table
          caption="Languages"
          cards
          columns={[
            { heading: 'Language' },
            { heading: 'Translated', numeric: true },
            { heading: 'Checked by a native speaker' },
            { heading: 'Now' }
          ]}
          rows={languages.map(({ language, check, standing }) => [
            <a class="govuk-link" href={`/authority/languages/${language.code}`}>
              <bdi lang={language.code}>{language.name}</bdi> ({language.english})
            </a>,
            `${completeness(language)} %`,
            check ? `${check.by}, ${formatDate(check.on.toString())}` : 'Nobody yet',
            <span>
              <Tag colour={isOn(standing, demonstration) ? 'green' : 'grey'}>
                {isOn(standing, demonstration) ? 'On' : 'Off'}
              </Tag>{' '}
              {standing === 'checked' ? null : standingWords[standing]}
            </span>
          ])}
        />
      </>
    )
  })
})
