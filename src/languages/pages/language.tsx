import { ownAuthority } from '../../authorities/policy-change.ts'
import { formatDate } from '../../forms/value.ts'
import { may } from '../../guidance/access.ts'
import { inWords, isAfter, type PlainDate } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { dateField, several, text, written } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { type LocalLanguage, languagesOf, recordCheck, type ToCheck, toCheck, turnLanguage } from '../checks.ts'
import { isOn } from '../standing.ts'
import { completeness, type Translation } from '../translation.ts'
import { languagesTrail, standingWords } from './languages.tsx'

interface Loaded extends LocalLanguage {
  readonly authorityId: number
  readonly waiting: readonly ToCheck[]
  readonly demonstration: boolean
}

const longest = 200

/** One language: what a native speaker is to read, and the record that they have. */
export const languagePage = page<Loaded>({
  at: '/authority/languages/:language',
  may: 'see policy',
  maySubmit: 'keep languages',
  name: 'language',
  load: async ({ tx, who, params, demonstration }) => {
    const authority = await ownAuthority(tx, who)
    const languages = authority ? await languagesOf(tx, authority.code) : []
    const found = languages.find(({ language }) => language.code === params.language)
    if (!authority || !found) return null
    return { ...found, authorityId: authority.code, waiting: toCheck(found.language, found.check), demonstration }
  },
  submit: async ({ language, authorityId, check, waiting }, { tx, who, body, today, now }) => {
    const by = { authorityId, personId: who.id, now }
    const here = `/authority/languages/${language.code}`
    const what = text(body, 'do')
    if (what === 'off' || what === 'on') {
      if (!check) return { refused: `Nobody has checked ${language.english}, so there is nothing to turn ${what}.` }
      await turnLanguage(tx, language, what === 'off', by)
      return { go: here, done: `${language.english} is turned ${what}.` }
    }
    if (text(body, 'version') !== language.version)
      return { refused: 'The words have changed since this page was opened. They are shown anew: have these read.' }
    if (waiting.length === 0) return { refused: 'There is nothing new to check.' }
    const read = readCheck(body, today)
    if ('problems' in read) return { again: read.problems }
    await recordCheck(tx, language, read, by)
    return { go: '/authority/languages', done: `${language.english} is checked and on.` }
  },
  view: (loaded, shown) => {
    const { language, check, standing, waiting, demonstration } = loaded
    const keeps = may('keep languages', shown.who?.roles ?? [])
    return {
      title: language.english,
      trail: languagesTrail(language.english),
      styles: language.font ? [`${language.font}.css`] : [],
      body: (
        <>
          <div class="reading">
            <h1 class="govuk-heading-l">
              {language.english}: <bdi lang={language.code}>{language.name}</bdi>
            </h1>
            <p class="govuk-body">
              {isOn(standing, demonstration) ? 'On' : 'Off'}. {standingWords[standing]}
              {check ? ` by ${check.by}, ${formatDate(check.on.toString())}` : null}
              {check?.recordedBy ? `. Recorded by ${check.recordedBy}` : null}. {completeness(language)} % translated.
            </p>
            <Faults language={language} />
          </div>
          <Waiting loaded={loaded} />
          {keeps && waiting.length > 0 ? <CheckForm language={language} shown={shown} /> : null}
          {keeps && check ? (
            <form method="post">
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <Button kind="secondary" name="do" value={standing === 'off' ? 'on' : 'off'} preventDoubleClick>
                Turn {language.english} {standing === 'off' ? 'on' : 'off'}
              </Button>
            </form>
          ) : null}
        </>
      )
    }
  }
})

function readCheck(
  body: Parameters<typeof text>[0],
  today: PlainDate
): { readonly by: string; readonly on: PlainDate } | { readonly problems: Problem[] } {
  const by = written(body, 'by')
  const on = dateField(body, 'on')
  const problems: Problem[] = []
  if (by === '' || by.length > longest)
    problems.push({ field: 'by', what: by ? `Shorten this to ${longest} characters` : 'Say who has checked it' })
  if (!('date' in on)) problems.push({ field: 'on-day', what: 'problem' in on ? on.problem : 'Say when they read it' })
  else if (isAfter(on.date, today))
    problems.push({ field: 'on-day', what: `This day is still to come: today is ${inWords(today)}` })
  if (!several(body, 'native').includes('yes'))
    problems.push({
      field: 'native',
      what: 'Tick this once somebody who speaks the language from childhood has read every phrase'
    })
  return problems.length > 0 || !('date' in on) ? { problems } : { by, on: on.date }
}

const Faults = ({ language: { problems, english } }: { language: Translation }) =>
  problems.length > 0 ? (
    <InsetText>
      <p class="govuk-body">
        {problems.length === 1 ? 'One phrase has' : `${problems.length} phrases have`} a fault in the file of {english},
        and English stands in its place:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {problems.map(({ key, what }) => (
          <li>
            <code>{key}</code>: {what}.
          </li>
        ))}
      </ul>
    </InsetText>
  ) : null

function Waiting({ loaded: { language, waiting, check } }: { loaded: Loaded }) {
  if (waiting.length === 0) return <p class="govuk-body">Every phrase has been checked as it is now.</p>
  return (
    <section aria-labelledby="to-check">
      <h2 class="govuk-heading-m" id="to-check">
        {check ? `What changed since the check: ${waiting.length}` : `To be checked: ${waiting.length} phrases`}
      </h2>
      <dl class="phrases">
        {waiting.map(({ key, english, now, before }) => (
          <div class="phrases__one" id={key}>
            <dt>{english}</dt>
            <dd lang={language.code} dir={language.direction}>
              {now}
            </dd>
            {before && before.translated !== now ? (
              <dd>
                Before:{' '}
                <bdi lang={language.code} dir={language.direction}>
                  {before.translated}
                </bdi>
              </dd>
            ) : null}
            {before && before.english !== english ? <dd>The English was: {before.english}</dd> : null}
          </div>
        ))}
      </dl>
    </section>
  )
}

const CheckForm = ({ language, shown }: { language: Translation; shown: Shown }) => (
  <form class="reading" method="post" novalidate>
    <h2 class="govuk-heading-m">Record that it has been checked</h2>
    <input type="hidden" name="_csrf" value={shown.csrf} />
    <input type="hidden" name="version" value={language.version} />
    <Input
      name="by"
      label="Who has read these words?"
      hint="Their name, and what they are: a sworn interpreter, a teacher."
      value={typedOr(shown, 'by', null)}
      error={errorOf(shown, 'by')}
    />
    <DateInput
      name="on"
      legend="When?"
      legendSize="s"
      values={boxesOf(shown, 'on', shown.today)}
      error={errorOf(shown, 'on-day')}
    />
    <Checkboxes
      name="native"
      items={[
        {
          value: 'yes',
          text: `They speak ${language.english} from childhood, and every phrase above is right and simple enough for a child of nine`
        }
      ]}
      error={errorOf(shown, 'native')}
    />
    <Button name="do" value="check" preventDoubleClick>
      Record the check and turn it on
    </Button>
  </form>
)
