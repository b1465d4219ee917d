import { oneAtATime } from '../../db/transaction.ts'
import { type OpenSection, openSection, saveAround } from '../../peps/open-section.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted } from '../../peps/saved-record.ts'
import { SectionAround, SectionForm, sectionScripts } from '../../peps/section-form.tsx'
import { twoVersions } from '../../peps/two-versions.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, type Outcome, type Problem, page, type Shown, type View } from '../../web/page.ts'
import { assessmentsFor, isAssessment } from '../assessments.ts'
import {
  type Attainment,
  attainmentOf,
  newestResults,
  nothingSaid,
  type StandingAttainment,
  writeAttainment
} from '../attainment.ts'
import { AttainmentForm } from '../attainment-fields.tsx'
import { type Asked, readAttainment } from '../attainment-form.ts'
import { AttainmentTable } from '../attainment-table.tsx'
import { assessmentInWords, attainmentInLines } from '../attainment-words.ts'
import { scaleEntries, scaleOf, scaleTitle } from '../scales.ts'
import { type Figure, phaseSubjects } from '../subjects.ts'

interface Loaded extends OfPep {
  readonly section: OpenSection | null
  readonly stored: readonly StandingAttainment[]
  readonly last: readonly Attainment[]
  /** Results of assessments that earlier plans hold. */
  readonly known: readonly Attainment[]
}

const isContested = ({ mending }: OfPep, id: string | undefined): boolean =>
  mending.length === 0 || mending.some(({ question }) => question === `attainment:${id}`)

const askedOf = (of: Loaded): Asked => {
  const { pep } = of
  const { scale, asks, qualifications } = phaseSubjects[pep.phase]
  const values = (name: string) => scaleEntries(name, pep.formVersion).map(entry => entry.value)
  return {
    scale,
    figures: new Set(Object.keys(asks) as Figure[]),
    attitudes: values('attitudes'),
    progress: values('progress'),
    qualifications: qualifications ? values(qualifications) : [],
    groups: contestedGroups(of),
    titleOf: name => scaleTitle(name, pep.formVersion),
    gradesOf: name => scaleEntries(name, pep.formVersion)
  }
}

/** While a correction is open, the contested results alone. */
const contestedGroups = (of: Loaded) =>
  assessmentsFor(of.pep.phase, of.pep.yearGroup)
    .map(group => ({
      ...group,
      assessments: group.assessments.filter(({ name }) =>
        isContested(of, of.stored.find(({ content }) => content.subject === name)?.id)
      )
    }))
    .filter(({ assessments }) => assessments.length > 0)

/** Progress and attainment: what the phase asks of each subject, with a sentence that explains the figure, and assessments. */
export const attainmentPage = page<Loaded>({
  at: '/peps/:pep/attainment',
  may: 'read section',
  maySubmit: 'write section',
  name: 'attainment',
  load: async ask => {
    const of = await recordOf(ask, 'I', 'write section', record => record.startsWith('attainment:'))
    if (!of) return null
    const { id, previousPepId } = of.pep
    const groups = assessmentsFor(of.pep.phase, of.pep.yearGroup)
    const names = groups.flatMap(group => group.assessments.map(({ name }) => name))
    return {
      ...of,
      section: await openSection(ask, 'I', 'attainment', of.pep),
      stored: await attainmentOf(ask.tx, id),
      last: previousPepId ? (await attainmentOf(ask.tx, previousPepId)).map(({ content }) => content) : [],
      known: await newestResults(ask.tx, id, names)
    }
  },
  subject: subjectOf,
  view: (of, shown) =>
    bothVersions(of, shown) ?? {
      title: 'Progress and attainment',
      trail: pepTrail(of.pep, 'Progress and attainment'),
      scripts: sectionScripts(of.section),
      body: (
        <RecordPage of={of} section={of.section} today={shown.today} title="Progress and attainment">
          {of.mayWrite ? (
            <AttainmentForm
              pep={of.pep}
              asked={askedOf(of)}
              rows={startingRows(of)}
              results={resultsOf(of)}
              adds={of.mending.length === 0}
              shown={shown}
            >
              {of.section ? (
                <div class="reading">
                  <SectionAround of={of.section} shown={shown} />
                </div>
              ) : null}
            </AttainmentForm>
          ) : (
            <>
              <AttainmentTable pep={of.pep} table={of.stored.map(({ content }) => content)} />
              {of.section ? <SectionForm of={of.section} shown={shown} /> : null}
            </>
          )}
        </RecordPage>
      )
    },
  submit: async (of, ask) => saveAround(of.section, ask, text(ask.body, 'more') ? { again: [] } : await save(of, ask))
})

async function save(of: Loaded, ask: Ask): Promise<Outcome> {
  await oneAtATime(ask.tx, of.pep.id)
  const problems: Problem[] = []
  const [before, after]: (Attainment | null)[][] = [[], []]
  const records: string[] = []
  for (const row of readAttainment(ask.body, askedOf(of), await attainmentOf(ask.tx, of.pep.id))) {
    if (!isContested(of, row.standing?.id)) continue
    const stands = row.standing?.content ?? null
    const saved = judgePosted(ask.body, row.key, row.mine, stands)
    if (saved === 'unchanged') continue
    problems.push(...(row.problems.length > 0 || saved === 'store' ? row.problems : [clashOf(row.key)]))
    if (row.problems.length > 0 || saved === 'clash') continue
    await writeAttainment(ask.tx, of.pep, row.standing, row.mine, { by: ask.who.id, at: ask.now })
    before?.push(stands)
    after?.push(row.mine)
    if (row.standing) records.push(`attainment:${row.standing.id}`)
  }
  if (after && after.length > 0) await changed(ask, of, { did: 'write attainment', before, after, records })
  if (problems.length > 0) return { again: problems }
  return { go: `/peps/${of.pep.id}/attainment`, done: 'Progress and attainment is saved.' }
}

function bothVersions(of: Loaded, shown: Shown): View | null {
  const rows = readAttainment(shown.typed ?? {}, askedOf(of), of.stored)
  const key = clashIn(
    shown,
    rows.map(row => row.key)
  )
  const row = rows.find(one => one.key === key)
  if (!key || !row?.standing) return null
  const words = (said: Attainment | null) =>
    said && isAssessment(said.subject)
      ? assessmentInWords(said, of.pep.formVersion)
      : attainmentInLines(said, { phase: of.pep.phase, version: of.pep.formVersion })
  const { standing, mine } = row
  const [yours, theirs] = [words(mine), words(standing.content)]
  return twoVersions({ pep: of.pep, key, what: standing.content.subject, mine: yours, standing, theirs }, shown)
}

/** A row of the form: what stands, or what the last plan lets stand there already. */
interface StartingRow {
  readonly standing: StandingAttainment | null
  readonly start: Attainment
}

/** The phase's subjects, last term's and this term's, each once. */
function startingRows(of: Loaded): StartingRow[] {
  const { pep, stored, last } = of
  const { scale, subjects, asks } = phaseSubjects[pep.phase]
  const named = [...last, ...stored.map(({ content }) => content)].map(row => row.subject).filter(s => !isAssessment(s))
  return [...new Set([...subjects, ...named])].flatMap(subject => {
    const standing = stored.find(({ content }) => content.subject === subject) ?? null
    const before = last.find(
      row => row.subject === subject && [scale, scaleOf(row.qualification, scale)].includes(row.scale)
    )
    const carried: Partial<Attainment> = {
      previous: before?.workingAt ?? null,
      ...(asks.goal ? { goal: before?.goal ?? null } : {}),
      ...(asks.qualification ? { qualification: before?.qualification ?? null } : {}),
      ...(asks.tier ? { tier: before?.tier ?? null } : {})
    }
    return isContested(of, standing?.id)
      ? [
          {
            standing,
            start: standing?.content ?? {
              ...nothingSaid(subject, scaleOf(carried.qualification ?? null, scale)),
              ...carried
            }
          }
        ]
      : []
  })
}

/** What stands for each assessment; before the first save, what an earlier plan holds. */
const resultsOf = ({ stored, known }: Loaded) =>
  new Map<string, { readonly start: Attainment; readonly stands: boolean }>([
    ...known.map(start => [start.subject, { start, stands: false }] as const),
    ...stored.map(({ content: start }) => [start.subject, { start, stands: true }] as const)
  ])
