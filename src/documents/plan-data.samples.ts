import type { FormDefinition, Question, Section } from '../forms/definition.ts'
import { formFor } from '../forms/load.ts'
import { type Audience, circumstances, type Phase } from '../guidance/words.ts'
import type { PlanAnswer, PlanData, PlanRecords } from './plan-data.ts'

/** A plan in which every question of a form and every field of every record holds a word of its own. */

/** Letters only, so that no rule about numbers or names touches it by chance. */
const letters = (count: number): string =>
  [...count.toString(26)].map(digit => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')

export class Secrets {
  readonly #words = new Map<string, string>()
  /** The word of a place; the same each time. */
  of(place: string): string {
    const known = this.#words.get(place)
    if (known) return known
    const word = `qz${letters(this.#words.size + 1000)}zq`
    this.#words.set(place, word)
    return word
  }
  /** The places whose words stand in a text. */
  in(text: string): string[] {
    return [...this.#words].flatMap(([place, word]) => (text.includes(word) ? [place] : [])).sort()
  }
  get places(): string[] {
    return [...this.#words.keys()].sort()
  }
}

/** Every question asked at once: what is hidden by a condition could otherwise never leak in a test. */
export const everythingShown = (phase: Phase): FormDefinition => {
  const form = formFor({ phase, circumstances })
  const open = <T extends Question | Section>({ shownWhen: _, ...rest }: T) => rest
  return {
    ...form,
    sections: form.sections.map(section => ({
      ...open(section),
      questions: section.questions.map(question => open(question) as Question)
    })) as Section[]
  }
}

const answerTo = (question: Question, secret: string): PlanAnswer['value'] =>
  question.kind === 'rows' ? [Object.fromEntries((question.columns ?? []).map(({ id }) => [id, secret]))] : secret

export interface Choice {
  readonly readers?: readonly string[]
  readonly addressWithheld?: boolean
  readonly settingWithheld?: boolean
}

export function secretPlan(phase: Phase, secrets: Secrets, choice: Choice = {}): PlanData {
  const form = everythingShown(phase)
  const answers = new Map(
    form.sections.flatMap(section =>
      section.questions.map(question => [
        question.id,
        {
          value: answerTo(question, secrets.of(question.id)),
          by: secrets.of(`by ${question.id}`),
          on: '2026-10-12',
          carried: null,
          audience: question.audience
        }
      ])
    )
  )
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    form,
    context: {
      answers: new Map(),
      phase,
      circumstances,
      kind: 'termly',
      term: 'autumn',
      yearGroup: 5
    },
    answers,
    pep: {
      kind: 'termly',
      year: '2026-27',
      term: 'autumn',
      phase,
      state: 'signed-off',
      meetingDate: '2026-10-14',
      signedOffOn: '2026-10-30',
      checkedBySocialWorker: false,
      circumstances,
      openedOn: '2026-09-01',
      submittedOn: '2026-10-16',
      nextOn: '2027-01-27',
      leavingCare: { continues: secrets.of('leaving.continues'), staysInTouch: secrets.of('leaving.staysInTouch') }
    },
    child: { age: 10, yearGroup: 5 },
    records: secretRecords(secrets, choice),
    generatedOn: '2026-10-30'
  }
}

const audiencesOfDocuments: readonly (readonly Audience[])[] = [[], ['setting'], ['setting', 'carer', 'parent']]

function secretRecords(secrets: Secrets, choice: Choice): PlanRecords {
  const s = (place: string) => secrets.of(place)
  return {
    authority: {
      id: 990,
      name: 'Northmere County Council',
      virtualSchool: 'Northmere Virtual School',
      email: 'vs@northmere.example',
      phone: '01632 960 001',
      frontDoor: 'Northmere front door',
      frontDoorPhone: '01632 960 002'
    },
    child: {
      id: '0198c0de-0000-7000-8000-000000000002',
      firstName: s('child.firstName'),
      lastName: s('child.lastName'),
      preferredName: s('child.preferredName'),
      born: '2016-03-04',
      addressWithheld: choice.addressWithheld ?? false,
      settingWithheld: choice.settingWithheld ?? false,
      careSystemId: s('child.careSystemId'),
      upn: s('child.upn'),
      uln: s('child.uln')
    },
    carer: { name: s('carer.name'), email: s('carer.email'), phone: s('carer.phone') },
    carers: [s('carers')],
    addresses: [s('addresses')],
    setting: { name: s('setting.name'), town: s('setting.town'), postcode: s('setting.postcode') },
    staff: [s('staff')],
    noContact: [s('noContact')],
    signedOffBy: s('signedOffBy'),
    submittedBy: s('submittedBy'),
    chair: s('chair'),
    lastPlan: { year: '2025-26', term: 'summer', rating: 'green' },
    meeting: { at: '14:00', place: s('meeting.place'), link: s('meeting.link'), notes: s('meeting.notes') },
    attendees: [{ party: 'carer', presence: 'all', reason: s('attendee.reason'), name: s('attendee.name') }],
    actions: [{ words: s('action.words'), party: 'carer', owner: s('action.owner'), due: '2026-12-01' }],
    views: ['child', 'carer', 'parent', 'social-worker'].map(party => ({
      party,
      on: '2026-10-10',
      how: s(`views.${party}.how`),
      none: s(`views.${party}.none`),
      readers: party === 'child' ? (choice.readers ?? []) : null
    })),
    targets: [
      {
        id: '1',
        area: s('target.area'),
        need: s('target.need'),
        baseline: s('target.baseline'),
        words: s('target.words'),
        childWords: s('target.childWords'),
        actions: [{ who: s('target.action.who'), what: s('target.action.what') }],
        lead: s('target.lead'),
        starts: '2026-11-01',
        due: '2027-01-20',
        success: s('target.success'),
        intervention: s('target.intervention'),
        cost: 123_456
      }
    ],
    lastTargets: [s('lastTarget.words')],
    reviews: [
      {
        words: s('review.words'),
        outcome: 'partly',
        evidence: s('review.evidence'),
        why: s('review.why'),
        spent: 654_321,
        impact: 'moderate',
        next: 'adapt'
      }
    ],
    premium: [
      {
        what: s('premium.what'),
        category: 'tuition',
        provider: s('premium.provider'),
        cost: 111_100,
        recurrence: 'one-off',
        other: s('premium.other'),
        decision: 'agreed-in-part',
        agreed: 55_500,
        reason: s('premium.reason'),
        target: s('target.words')
      }
    ],
    attendance: {
      from: '2026-09-02',
      to: '2026-10-14',
      possible: 58,
      attended: 50,
      authorised: 6,
      unauthorised: 2,
      late: 1,
      weeks: [{ week: '2026-09-07', possible: 10, attended: 9 }]
    },
    suspensions: [
      {
        starts: '2026-09-20',
        sessions: 2,
        reason: 'DB',
        ledUp: s('suspension.ledUp'),
        support: s('suspension.support')
      }
    ],
    attainment: [
      {
        subject: s('attainment.subject'),
        scale: 'gcse',
        working: s('attainment.working'),
        previous: s('attainment.previous'),
        predicted: s('attainment.predicted'),
        goal: s('attainment.goal'),
        qualification: s('attainment.qualification'),
        tier: 'higher',
        progress: s('attainment.progress'),
        onTrack: true,
        attitude: '2',
        explanation: s('attainment.explanation'),
        test: '',
        testedOn: null
      },
      {
        subject: 'Reading age',
        scale: 'reading-age',
        working: '9:4',
        previous: null,
        predicted: null,
        goal: null,
        qualification: null,
        tier: null,
        progress: null,
        onTrack: null,
        attitude: null,
        explanation: '',
        test: s('attainment.test'),
        testedOn: '2026-09-20'
      }
    ],
    sdq: [{ on: '2026-05-01', by: s('sdq.by'), score: 18, reason: null }],
    checks: [{ outcome: 'confirmed', on: '2026-10-20', by: s('check.by') }],
    corrections: [
      { question: 'R.teaching', remark: s('correction.remark'), outcome: 'declined', reply: s('correction.reply') }
    ],
    review: {
      ratings: { 1: { rating: 3, comment: s('quality.comment') } },
      overall: 'green',
      override: s('quality.override'),
      by: s('quality.by'),
      on: '2026-10-29'
    },
    feedback: [{ section: 'P', words: s('feedback.words'), answer: s('feedback.answer') }],
    addenda: [{ words: s('addendum.words'), by: s('addendum.by'), on: '2026-11-01' }],
    documents: audiencesOfDocuments.map((audience, place) => ({
      title: s(`document.${place}`),
      type: 'report',
      dated: null,
      audience
    }))
  }
}
