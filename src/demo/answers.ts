import { shownQuestions } from '../forms/completeness.ts'
import type { Answers, Fact, FormDefinition, Question, Value } from '../forms/definition.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Circumstance, PepKind, Phase, SectionId, TermName } from '../guidance/words.ts'
import { chance, choose } from './chance.ts'
import type { DemoChild } from './child.ts'
import { carerPhone } from './homes.ts'
import { demoPeople } from './people.ts'
import { loves, sentences, whatWasDone } from './sentences.ts'

/** All that the words of one plan are made from. */
export interface Telling {
  readonly child: DemoChild
  readonly place: number
  readonly form: FormDefinition
  readonly kind: PepKind
  readonly phase: Phase
  readonly circumstances: readonly Circumstance[]
  readonly facts: ReadonlySet<Fact>
  readonly year: string
  readonly term: TermName
  readonly yearGroup: number
  readonly on: PlainDate
  readonly born: PlainDate
  readonly careBegan: PlainDate
  readonly setting: string | null
  readonly teacher: string | null
  readonly socialWorker: string
  readonly iro: string
}

const keyAdults = ['Mrs Adair', 'Mr Oyelaran', 'Miss Pinder', 'Mr Cobb', 'Mrs Shah', 'Ms Tolley']

/** Fills in who it is about. */
export function fill(words: string, { child, place, setting }: Telling): string {
  const [love, club] = loves[place % loves.length] ?? ['music', 'the band']
  const names: Readonly<Record<string, string>> = {
    name: /^[\p{Script=Latin}\p{M}'’ -]+$/u.test(child.likes ?? '') ? (child.likes ?? child.first) : child.first,
    carer: child.carer ?? 'the carer',
    school: setting ?? 'home',
    love,
    club
  }
  const filled = words.replace(/\{(\w+)\}/g, (all, key: string) => names[key] ?? all)
  return filled.replace(/^\p{Ll}/u, first => first.toUpperCase())
}

/** Whom the child lets read: nobody but the social worker and the Virtual School, or the school and the carer too. */
export const readersOf = ({ place }: { readonly place: number }): readonly string[] =>
  place % 5 === 0 ? [] : ['setting', 'carer']

/** What was done because of what the child asked to have said, where the school may read it. */
function saidDid(telling: Telling): Value | null {
  const said = answerTo('J.sayForMe', telling)
  const did = typeof said === 'string' ? whatWasDone[said] : undefined
  return typeof said === 'string' && did && readersOf(telling).includes('setting') ? [{ said, did }] : null
}

/** The answers of a plan in these sections, each to a question that is asked there. */
export function tell(telling: Telling, sections: ReadonlySet<SectionId>): Answers {
  const answers = new Map<string, Value>()
  const context = { ...telling, answers }
  for (const section of telling.form.sections) {
    if (!sections.has(section.id)) continue
    for (const question of section.questions) {
      const value = answer(question, telling)
      if (value !== null) answers.set(question.id, value)
    }
    const asked = new Set(shownQuestions(section, context).map(one => one.id))
    for (const { id } of section.questions) if (!asked.has(id)) answers.delete(id)
  }
  return answers
}

function answerTo(id: string, telling: Telling): Value | null {
  const question = telling.form.sections.flatMap(section => section.questions).find(one => one.id === id)
  return question ? answer(question, telling) : null
}

/** Where there is a reason why somebody said nothing, there are no words of theirs. */
const isSilent = (question: string, telling: Telling): boolean => {
  const reason = `${question[0]}.whyNone`
  return question !== reason && Boolean(facts[reason]?.(telling))
}

function answer(question: Question, telling: Telling): Value | null {
  if (isSilent(question.id, telling)) return null
  const known = facts[question.id]
  if (known) return known(telling)
  const seed = `${telling.child.key} ${telling.year} ${telling.term} ${question.id}`
  const said = sentences[question.id]
  const bank = said?.[telling.phase] ?? said?.any
  const always = question.required !== 'never' || question.id === 'M.progress'
  if (!bank || (!always && chance(`skip ${seed}`) < 0.18)) return null
  return fill(choose(bank, seed), telling)
}

const phoneOf = (name: string) => demoPeople.find(one => one.name === name)?.phone ?? '01632 960130'

/** The move is known in the old setting's last plan, and in none before. */
const isMoving = ({ child, kind }: Telling): boolean => child.moves !== undefined && kind === 'transition'
const isHigh = ({ child }: Telling) => (child.sdq ?? 0) >= 17

const facts: Readonly<Record<string, (telling: Telling) => Value | null>> = {
  'B.preferredName': ({ child }) => child.likes ?? child.first,
  'B.legalName': ({ child }) => `${child.first} ${child.last}`,
  'B.pronouns': ({ child }) => child.pronouns ?? (child.sex === 'F' ? 'she/her' : 'he/him'),
  'B.dateOfBirth': ({ born }) => born.toString(),
  'B.yearGroup': ({ yearGroup }) => (yearGroup < -2 ? null : (['N1', 'N2', 'R'][yearGroup + 2] ?? String(yearGroup))),
  'B.outsideYearGroup': () => false,
  'B.ethnicity': ({ child }) => child.ethnicity,
  'B.religion': ({ child }) => child.religion ?? null,
  'B.firstLanguage': ({ child }) => child.language ?? 'en',
  'B.interpreterNeeded': ({ child }) => child.interpreter !== undefined,
  'B.interpreterLanguage': ({ child }) => child.interpreter ?? null,
  'B.literacy': ({ place }) => (place % 2 ? 'well' : 'some'),
  'C.careBegan': ({ careBegan }) => careBegan.toString(),
  'C.legalStatus': ({ child }) => child.legal ?? 'C2',
  'C.permanencePlan': ({ child }) =>
    ({
      foster: 'fostering',
      kin: 'kin',
      residential: 'residential',
      supported: 'independence',
      adoptive: 'adoption',
      parents: 'home',
      custody: 'undecided',
      'short-breaks': 'home'
    })[child.home],
  'C.unaccompanied': ({ child }) => child.uasc ?? false,
  'C.moves': ({ place }) => place % 3,
  'C.outOfArea': ({ child }) => child.outOfArea ?? false,
  'C.carer': ({ child }) => child.carer ?? null,
  'C.addressWithheld': ({ child }) => child.addressWithheld ?? false,
  'C.settingWithheld': ({ child }) => child.settingWithheld ?? false,
  'C.iro': ({ iro }) => iro,
  'C.socialWorker': ({ socialWorker }) => socialWorker,
  'C.moveHomePlanned': ({ child }) => child.moves !== undefined,
  'C.arrived': ({ careBegan }) => careBegan.subtract({ days: 1 }).toString(),
  'D.schoolLetters': () => ['carer', 'social-worker'],
  'D.parentsEvenings': () => ['carer'],
  'D.emergencyOrder': ({ child, place, socialWorker }) =>
    child.carer
      ? [
          { name: child.carer, relationship: 'Carer', telephone: carerPhone(place) },
          { name: socialWorker, relationship: 'Social worker', telephone: phoneOf(socialWorker) }
        ]
      : null,
  'D.parentalResponsibility': ({ child }) => [
    {
      name: child.authority === 990 ? 'Arden and Vale Council' : 'Northmoor Council',
      relationship: 'Council',
      shared: true
    }
  ],
  'D.noContact': ({ child }) => child.noContact ?? null,
  'D.consentTrips': () => 'carer',
  'D.consentResidentials': () => 'social-worker',
  'D.consentPhotographs': ({ child }) => (child.addressWithheld ? 'nobody' : 'social-worker'),
  'D.consentMedical': () => 'manager',
  'E.sdqTotal': ({ child, place }) => child.sdq ?? (place % 2 === 0 ? 6 + (place % 8) : null),
  'E.sdqBy': telling => (isHigh(telling) ? ['carer', 'teacher'] : null),
  'E.sdqStrategies': telling =>
    isHigh(telling) ? fill(choose(sentences['E.sdqStrategies']?.any ?? [], telling.child.key), telling) : null,
  'F.setting': ({ setting }) => setting,
  'F.designatedTeacher': ({ teacher }) => teacher,
  'F.keyAdult': ({ place }) => keyAdults[place % keyAdults.length] ?? null,
  'F.keyPerson': ({ place }) => keyAdults[place % keyAdults.length] ?? null,
  'F.group': ({ phase, yearGroup, place }) =>
    phase === 'secondary'
      ? `${yearGroup}${'ABCD'[place % 4]}`
      : phase === 'primary'
        ? (['Hedgehogs', 'Otters', 'Swifts', 'Beech class'][place % 4] ?? null)
        : null,
  'F.hours': ({ setting }) => (setting ? 32 : 0),
  'F.reduced': ({ child }) => child.key === 'oscar',
  'F.reducedHours': () => 20,
  'F.reducedReason': telling => fill(sentences['F.reducedReason']?.any?.[0] ?? '', telling),
  'F.reducedStart': ({ on }) => on.subtract({ days: 20 }).toString(),
  'F.reducedReview': ({ on }) => on.add({ days: 14 }).toString(),
  'F.reducedEnd': ({ on }) => on.add({ days: 42 }).toString(),
  'F.alternative': ({ child }) => child.also !== undefined,
  'F.alternativeProvision': () => [
    {
      provider: 'The Forge Alternative Learning',
      days: 'Tuesday and Thursday',
      checks: 'Visited this term; safeguarding and attendance seen weekly'
    }
  ],
  'F.sessions': () => 5,
  'F.fundedHours': () => 15,
  'F.status': ({ child }) =>
    child.neet
      ? 'neet-available'
      : child.school === 'college'
        ? 'college'
        : child.school
          ? 'sixth-form'
          : 'neet-available',
  'F.course': ({ child }) =>
    child.neet
      ? null
      : child.key === 'jasmine'
        ? 'Health and social care'
        : child.uasc
          ? 'English for speakers of other languages'
          : 'Three A levels',
  'F.level': ({ child }) => (child.neet ? null : child.uasc ? 'entry' : child.key === 'tyrone' ? '2' : '3'),
  'F.retentionRisk': ({ child }) => (child.neet ? null : child.key === 'tyrone' ? 'medium' : 'low'),
  'F.lastRoll': ({ child }) => (child.leaves ? 'Greenbank School' : 'None in the UK'),
  'F.applications': ({ on }) => [
    { school: 'Ardenbury High School', date: on.subtract({ days: 12 }).toString(), result: 'waiting' },
    { school: 'Valeford School', date: on.subtract({ days: 19 }).toString(), result: 'refused' }
  ],
  'F.interimHours': () => 12,
  'F.device': () => true,
  'F.nextWeeklyReview': ({ on }) => on.add({ days: 7 }).toString(),
  'G.concern': ({ child }) => (child.sdq ?? 0) >= 20,
  'G.excluded': ({ child }) => (child.key === 'jaydon' ? 'risk' : 'no'),
  'H.status': ({ child }) => child.sen?.[0] ?? 'N',
  'H.primaryNeed': ({ child }) => child.sen?.[1] ?? null,
  'H.ehcpAuthority': ({ child }) =>
    child.sen?.[0] === 'E' ? (child.authority === 990 ? 'Arden and Vale' : 'Northmoor') : null,
  'H.nextReview': ({ child, on }) => (child.sen?.[0] === 'E' ? on.add({ days: 120 }).toString() : null),
  'I.twoYearCheck': () => true,
  'I.languageScreen': () => true,
  'I.booksAtHome': () => 'many',
  'I.esolLevel': ({ child }) => (child.uasc ? 'entry-2' : null),
  'J.feeling': ({ place }) => `${2 + (place % 4)}`,
  'J.whyNone': ({ child, yearGroup, phase }) =>
    child.refuses ? 'chose-not-to' : phase === 'early-years' && yearGroup < -2 ? 'too-young' : null,
  'K.whyNone': ({ child }) => (child.carer ? null : 'no-carer'),
  'L.whyNone': ({ child }) =>
    child.family?.parent ? null : child.uasc ? 'not-reached' : child.noContact ? 'court' : 'no-contact',
  'M.whyNone': () => null,
  'S.changePlanned': telling =>
    isMoving(telling) || ((telling.yearGroup === 6 || telling.yearGroup === 11) && telling.term !== 'autumn'),
  'S.change': telling =>
    isMoving(telling)
      ? 'A new school nearer to a new home'
      : telling.yearGroup === 6
        ? 'Moving up to secondary school'
        : 'College after year 11',
  'S.disruptsKeyStage4': isMoving,
  'S.dtConsulted': () => true,
  'S.iroConsulted': () => true,
  'S.applications': ({ on, place }) => [
    {
      provider: 'Ardenbury College',
      course: ['Catering', 'A levels', 'Motor vehicle'][place % 3] ?? 'A levels',
      applied: on.subtract({ days: 40 }).toString(),
      result: place % 2 ? 'conditional' : 'interview'
    }
  ],
  'S.newSchoolInvited': telling => (isMoving(telling) ? true : null),
  'S.bursary': () => 'paid',
  'S.identification': () => ['passport'],
  'S.bankAccount': () => true,
  'S.laptop': () => true,
  'S.moneyAfter': () => ['bursary-16-19'],
  'S.previouslyLookedAfter': () => true,
  'T.saidDid': telling => saidDid(telling),
  'T.askedAboutCopies': () => true,
  'T.copies': ({ child }) =>
    child.family?.parent ? ['setting', 'carer', 'parent', 'child'] : ['setting', 'carer', 'child']
}
