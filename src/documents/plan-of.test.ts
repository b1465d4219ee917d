import { describe, expect, test } from 'vitest'
import { type Audience, audiences, phases } from '../guidance/words.ts'
import { fileName } from './file-name.ts'
import { type Choice, everythingShown, Secrets, secretPlan } from './plan-data.samples.ts'
import type { PlanAnswer } from './plan-data.ts'
import { planOf } from './plan-of.ts'

/** The places whose secret word came into the copy, its title and its file name. */
function leaked(
  secrets: Secrets,
  audience: Audience,
  choice: Choice = {},
  phase: (typeof phases)[number] = 'secondary'
) {
  const copy = planOf(secretPlan(phase, secrets, choice), audience)
  return secrets.in(JSON.stringify(copy) + fileName(copy))
}
const questionsOf = (places: readonly string[]) => places.filter(place => /^[A-W]\./.test(place))
const recordsOf = (places: readonly string[]) => places.filter(place => !/^(by )?[A-W]\./.test(place))

/** What the table of 2-form says of every question, worked out here apart from the mapping. */
function allowed(phase: (typeof phases)[number], audience: Audience, choice: Choice): string[] {
  const withheld = audience === 'parent' && choice.settingWithheld === true
  const only: Record<string, Audience[]> = {
    'B.careSystemId': ['full'],
    'B.upn': ['full', 'setting'],
    'B.uln': ['full', 'setting']
  }
  return everythingShown(phase)
    .sections.flatMap(section => section.questions.map(question => ({ section: section.id, question })))
    .filter(({ section, question }) => {
      if (only[question.id]?.includes(audience) === false) return false
      if (question.kind === 'file' && withheld) return false
      if (audience === 'full') return true
      if (choice.addressWithheld && ['C.carer', 'C.carerContact'].includes(question.id)) return false
      if (withheld && (section === 'F' || question.kind === 'person' || question.kind === 'setting')) return false
      if (audience === 'child' && !['J', 'N'].includes(section) && question.id !== 'T.saidDid') return false
      return question.audience.includes(audience)
    })
    .filter(({ question }) => !(audience === 'child' && question.id === 'J.whyNone'))
    .map(({ question }) => question.id)
    .sort()
}

describe.each(phases)('%s: every question of the form, with a word of its own', phase => {
  const choices: Choice[] = [
    {},
    { addressWithheld: true },
    { settingWithheld: true },
    { addressWithheld: true, settingWithheld: true }
  ]
  for (const audience of audiences)
    for (const choice of choices)
      test(`the ${audience} copy holds exactly what it may, with ${JSON.stringify(choice)}`, () => {
        const found = questionsOf(leaked(new Secrets(), audience, choice, phase))
        expect(found).toEqual(allowed(phase, audience, choice))
      })
  test('who wrote is not in the copy of a parent who may not know the school, nor in the child’s', () => {
    const writers = (audience: Audience) =>
      leaked(new Secrets(), audience, { settingWithheld: true }, phase).filter(place => place.startsWith('by '))
    expect(writers('parent')).toEqual([])
    expect(writers('child')).toEqual([])
    expect(writers('carer').length).toBeGreaterThan(20)
  })
})

const setting = [
  'action.owner', 'action.words', 'addendum.by', 'addendum.words', 'attainment.explanation', 'attainment.goal',
  'attainment.predicted', 'attainment.previous', 'attainment.progress', 'attainment.qualification',
  'attainment.subject', 'attainment.test', 'attainment.working', 'attendee.name',
  'attendee.reason', 'check.by', 'child.firstName', 'child.lastName', 'child.preferredName', 'child.uln', 'child.upn',
  'document.1', 'document.2', 'feedback.answer', 'feedback.words', 'leaving.continues', 'leaving.staysInTouch',
  'meeting.notes', 'noContact', 'premium.other', 'premium.provider', 'premium.reason', 'premium.what', 'quality.by',
  'quality.comment', 'quality.override', 'review.evidence', 'review.why', 'review.words', 'sdq.by', 'setting.name',
  'setting.town', 'signedOffBy', 'submittedBy', 'suspension.ledUp', 'suspension.support', 'target.action.what',
  'target.action.who', 'target.area', 'target.baseline', 'target.childWords', 'target.intervention', 'target.lead',
  'target.need', 'target.success', 'target.words', 'views.carer.how', 'views.carer.none', 'views.parent.how',
  'views.parent.none', 'views.social-worker.none'
] // biome-ignore format: a table
const childs = ['views.child.how', 'views.child.none']
const without = (places: readonly string[], ...gone: RegExp[]) =>
  places.filter(place => !gone.some(one => one.test(place)))
const carer = without(
  setting,
  /^addendum|^check|^child\.(firstName|lastName|uln|upn)|^document\.1|^feedback|^quality|^submittedBy|^views/
)
const parent = without(carer, /^action|^attendee|^leaving|^meeting|^noContact|^premium|^sdq/)

describe('every field of every record, with a word of its own', () => {
  test.each<[Audience, Choice, readonly string[]]>([
    ['full', {}, [...setting, ...childs, 'child.careSystemId', 'document.0']],
    ['setting', {}, setting],
    ['setting', { readers: ['setting'] }, [...setting, ...childs]],
    ['carer', { readers: ['carer', 'setting'] }, carer],
    ['parent', { readers: ['parent'] }, parent],
    ['parent', { settingWithheld: true }, without(parent, /^setting|lead$|^document|action\.who$/)],
    [
      'child',
      {},
      [
        'action.owner',
        'action.words',
        'child.preferredName',
        'target.action.what',
        'target.action.who',
        'target.area',
        'target.childWords'
      ]
    ]
  ])('the %s copy with %j', (audience, choice, expected) => {
    // The area and the reader's own words are printed as they stand: no name of the vocabulary is a secret.
    expect(recordsOf(leaked(new Secrets(), audience, choice))).toEqual([...expected].sort())
  })

  test('money is in the copies of the authority, the school and the carer only', () => {
    for (const audience of audiences) {
      const text = JSON.stringify(planOf(secretPlan('secondary', new Secrets()), audience))
      const inside = !['parent', 'child'].includes(audience)
      for (const sum of ['123456', '6,543.21', '1,111', '555'])
        expect([audience, sum, text.includes(sum)]).toEqual([audience, sum, inside])
    }
  })
})

describe('the child chooses who reads their words', () => {
  const said = (audience: Audience, readers: readonly string[]) =>
    questionsOf(leaked(new Secrets(), audience, { readers })).filter(id => id.startsWith('J.') && id !== 'J.whyNone')

  test('the authority always, whatever was chosen', () => expect(said('full', [])).toContain('J.worry'))
  test.each(['setting', 'carer', 'parent'] as const)(
    '%s: an answer widened to them still needs the choice',
    audience => {
      const secrets = new Secrets()
      const plan = secretPlan('secondary', secrets, { readers: [] })
      const widened = new Map(
        [...plan.answers].map(([id, answer]) => [id, { ...answer, audience: ['setting', 'carer', 'parent', 'child'] }])
      )
      const inCopy = (readers: string[]) => {
        const views = plan.records.views.map(one => (one.party === 'child' ? { ...one, readers } : one))
        const copy = planOf({ ...plan, answers: widened, records: { ...plan.records, views } }, audience)
        return secrets.in(JSON.stringify(copy)).includes('J.worry')
      }
      expect(inCopy([])).toBe(false)
      expect(inCopy([audience])).toBe(true)
    }
  )
})

describe('what is withheld is taken out of what people typed', () => {
  const secrets = new Secrets()
  const plan = secretPlan('secondary', secrets, { addressWithheld: true, settingWithheld: true })
  const names = {
    carer: { name: 'Dana Brook', email: 'dana@example.org', phone: '07700 900123' },
    carers: ['Dana M Brook'],
    addresses: ['12 Mill Lane, Merebridge', 'MB1 2AB'],
    setting: { name: 'Hollin Bank School', town: 'Merebridge', postcode: 'MB9 9ZZ' },
    staff: ['Ngozi Okafor'],
    chair: 'Amina Shah'
  }
  const typed =
    'Dana Brook rang; Ms Brook and BROOK agree. dana  brook: +44 7700 900 123 or 07700900123, dana@example.org. ' +
    'Lives at 12 mill lane, mb12ab no MB1 2AB. At Hollin Bank with Mrs Okafor, Ngozi, Mr Lund; meets Merebridge pupils of St Ann’s Primary School. We will brook no delay.'
  const answers = new Map(plan.answers).set('N.strengths', {
    value: typed,
    by: 'Ngozi Okafor',
    on: '2026-10-10',
    carried: null,
    audience: ['setting', 'carer', 'parent', 'child']
  })
  answers.set('D.emergencyOrder', {
    value: [
      { name: 'Dana Brook', relationship: 'Carer', telephone: '01632 960 777' },
      { name: 'Sam', relationship: 'Carer’s partner', telephone: '+44 1632 960778' },
      { name: 'Duty desk', relationship: 'Social work team', telephone: '01632 960130' }
    ],
    by: 'Ngozi Okafor',
    on: '2026-10-10',
    carried: null,
    audience: ['setting', 'carer']
  })
  const copyFor = (audience: Audience) => {
    const text = JSON.stringify(planOf({ ...plan, answers, records: { ...plan.records, ...names } }, audience).sections)
    return text
  }

  test('no address in any copy', () => {
    for (const audience of audiences)
      expect([audience, copyFor(audience)]).toEqual([audience, expect.not.stringMatching(/12 mill lane|MB1 2AB/i)])
  })
  test('the carer’s name and telephone in the full copy only', () => {
    expect(copyFor('full')).toMatch(/Dana Brook rang; Ms Brook and BROOK/)
    for (const audience of audiences.filter(one => one !== 'full')) {
      const text = copyFor(audience)
      expect(text).not.toMatch(/Dana|Brook|BROOK|dana|07700|900 123|@example\.org/)
      expect(text).toContain('We will brook no delay')
    }
  })
  test('nor any number of the household among those to call; the officials’ stays', () => {
    expect(copyFor('full')).toContain('960 777')
    for (const audience of audiences.filter(one => one !== 'full'))
      expect(copyFor(audience)).not.toMatch(/96077[78]|960 777/)
    expect(copyFor('setting')).toContain('01632 960130')
  })
  test('no setting, staff or town in the parent’s copy', () => {
    expect(copyFor('parent')).not.toMatch(/Hollin|Okafor|Ngozi|Lund|Merebridge|St Ann/)
    expect(copyFor('carer')).toMatch(/Hollin Bank with Mrs Okafor/)
  })
  test('a child who shares a name with the carer keeps it', () => {
    const child = { ...plan.records.child, preferredName: 'Dana', lastName: 'Brook' }
    const copy = planOf({ ...plan, answers, records: { ...plan.records, ...names, child } }, 'parent')
    expect(copy.child.name).toBe('Dana')
    expect(copy.title).toBe('Personal Education Plan for Dana')
  })
})

test('how a child came to the country stays with the authority', () => {
  const marked = (audience: Audience) => planOf(secretPlan('secondary', new Secrets()), audience).pep.markers.join()
  expect(marked('full')).toMatch(/asylum/)
  for (const audience of audiences.filter(one => one !== 'full')) expect(marked(audience)).not.toMatch(/asylum/)
})

test('a plan signed off unchecked says so, and the child’s page holds Childline', () => {
  const plan = secretPlan('primary', new Secrets())
  expect(planOf(plan, 'full').pep.checkedBySocialWorker).toBe(false)
  expect(planOf(plan, 'child').safety?.contacts).toEqual([expect.objectContaining({ reach: '0800 1111' })])
})

describe('words in another language', () => {
  const copy = (settingWithheld: boolean) => {
    const plan = secretPlan('secondary', new Secrets(), { addressWithheld: false, settingWithheld })
    const answers = new Map(plan.answers).set('L.proud', {
      ...{ value: 'الرسم', by: 'Dana Brook', on: '2026-10-10', carried: null, audience: ['setting', 'parent'] },
      said: { language: 'ar', english: { words: 'Drawing', by: 'Sara Haddad' } }
    })
    const entries = planOf({ ...plan, answers }, 'parent').sections.find(({ id }) => id === 'L')?.entries ?? []
    return entries.find(entry => 'text' in entry && entry.text === 'الرسم')
  }
  test('have the interpreter’s English beside them, and who interpreted where staff may be named', () => {
    const said = { kind: 'quote', language: 'ar', interpreted: 'Drawing' }
    expect(copy(false)).toMatchObject({ ...said, interpreter: 'Sara Haddad' })
    expect(copy(true)).toMatchObject(said)
    expect(copy(true)).not.toHaveProperty('interpreter')
  })
})

describe('answers of an earlier plan', () => {
  const copy = (carried: PlanAnswer['carried'], settingWithheld = false) => {
    const plan = secretPlan('secondary', new Secrets(), { addressWithheld: false, settingWithheld })
    const said = { value: 'Football', by: 'Ngozi Okafor', on: '2026-06-12', audience: ['parent'] }
    const answers = new Map(plan.answers).set('N.strengths', { ...said, carried })
    const entries = planOf({ ...plan, answers }, 'parent').sections.find(({ id }) => id === 'N')?.entries ?? []
    return entries.find(entry => 'text' in entry && entry.text === 'Football')
  }
  const confirmed = { confirmedBy: 'Amina Shah', on: '2026-10-03' }
  test.each([
    ['not-confirmed', false, 'From last term, not confirmed: Ngozi Okafor, 12 June 2026'],
    [confirmed, false, 'From an earlier plan: Ngozi Okafor, 12 June 2026. Still true: Amina Shah, 3 October 2026'],
    ['not-confirmed', true, 'From last term, not confirmed'],
    [confirmed, true, 'From an earlier plan. Still true']
  ] as const)('%j, staff withheld %s: says whose they are', (carried, withheld, words) => {
    expect(copy(carried, withheld)).toMatchObject({ carried: words })
    expect(copy(carried, withheld)).not.toHaveProperty('by')
  })
  test('those of this plan say nothing of it', () => expect(copy(null)).not.toHaveProperty('carried'))
})
