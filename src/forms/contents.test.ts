import { describe, expect, test } from 'vitest'
import {
  type Audience,
  audiences,
  type Circumstance,
  circumstances,
  type Phase,
  phases,
  sectionIds
} from '../guidance/words.ts'
import { shownQuestions } from './completeness.ts'
import type { Option, RecordKind } from './definition.ts'
import { currentVersion, formFor } from './load.ts'
import { versions } from './versions.ts'

const form = (phase: Phase, ...laid: Circumstance[]) => formFor({ phase, circumstances: laid })
const idsOf = (...which: Parameters<typeof form>) =>
  form(...which).sections.flatMap(one => one.questions.map(each => each.id))
const audienceOf = (id: string, ...which: Parameters<typeof form>): readonly Audience[] => {
  const found = form(...which)
    .sections.flatMap(one => one.questions)
    .find(one => one.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found.audience
}

test.each(phases)('%s has every section, in order', phase => {
  expect(form(phase).sections.map(one => one.id)).toEqual(sectionIds)
  expect(form(phase, ...circumstances).sections.map(one => one.id)).toEqual(sectionIds)
})

describe('every item that the form’s specification names', () => {
  const common: Record<string, string> = {
    A: 'kind year term phase opened meeting submitted signedOff chair lastPlan lastRating',
    B: 'legalName preferredName pronouns dateOfBirth yearGroup outsideYearGroup ethnicity religion firstLanguage otherLanguages interpreterNeeded interpreterLanguage upn careSystemId uln likeAndAdmire',
    C: 'careBegan legalStatus permanencePlan placementType placementBegan moves outOfArea carer addressWithheld unaccompanied nextReview iro socialWorker team moveHomePlanned',
    D: 'parentalResponsibility emergencyOrder schoolLetters parentsEvenings consentTrips consentResidentials consentPhotographs consentMedical noContact mayCollect delegatedAuthority',
    E: 'conditions agencies sdqDate sdqBy sdqTotal sdqStrategies',
    F: 'setting since group designatedTeacher keyAdult senco previous hours reduced reducedHours reducedReason reducedStart reducedReview reducedEnd alternativeProvision',
    G: 'summary excluded rewards worksNow planned',
    H: 'status primaryNeed secondaryNeed ehcpAuthority lastReview nextReview provision examArrangements ehcp',
    I: 'summary',
    J: 'best hardest helps friends proud worry try lastTargets money sayForMe whyNone',
    K: 'goingWell worries routine interests helpsAtHome forTargets needFromSchool whyNone',
    L: 'proud wantSchoolToKnow whyNone',
    M: 'carePlan contact plannedMoves progress actions',
    N: 'strengths clubs leisure outOfSchool barriers celebrations achievements carersPart',
    R: 'teaching academic semh adjustments trauma staffToKnow',
    S: 'changePlanned change date destination visits keyAdultThere routines informationShared newSchoolInvited bridgingPlan belonging continues staysInTouch',
    T: 'saidDid copies askedAboutCopies'
  }
  const named = (items: Record<string, string>) =>
    Object.entries(items).flatMap(([section, names]) => names.split(' ').map(name => `${section}.${name}`))

  test.each(phases)('common to all phases: %s', phase =>
    expect(idsOf(phase)).toEqual(expect.arrayContaining(named(common)))
  )

  test.each<[Phase, Circumstance[], Record<string, string>]>([
    [
      'early-years',
      [],
      {
        F: 'keyPerson sessions fundedHours',
        I: 'twoYearCheck playingAndExploring activeLearning thinkingCritically languageScreen',
        S: 'receptionApplication receptionOffer'
      }
    ],
    [
      'primary',
      [],
      {
        I: 'homework booksAtHome'
      }
    ],
    [
      'secondary',
      [],
      {
        I: 'options',
        N: 'workExperience careersInterview aspiration',
        S: 'planA planB applications neetRisk year11Transition nominatedOfficer approvedOn childsWishes dtConsulted iroConsulted emergencyMove'
      }
    ],
    [
      'post-16',
      [],
      {
        F: 'status notAvailableWhy provider ukprn course level tutor retentionRisk neetBarriers neetLastEngaged neetActions neetNextContact',
        G: 'attendanceWords',
        I: 'resits',
        N: 'aspirationOneYear aspirationThreeYears aspirationFiveYears',
        S: 'bursary identification bankAccount travel laptop personalAdviser pathwayPlan housing'
      }
    ],
    [
      'primary',
      ['no-school-place'],
      {
        F: 'lastRoll lastRollEnded whyNoPlace daysWithout applications panelDate interim interimHours device nextWeeklyReview'
      }
    ],
    [
      'secondary',
      ['uasc'],
      {
        B: 'literacy interpreterNeeded',
        C: 'ageAssessment',
        F: 'schoolingBefore device',
        I: 'esolLevel esolSupport',
        J: 'schoolBefore languages faithAndFood hopes confusing'
      }
    ],
    ['post-16', ['leaving-care'], { S: 'continues staysInTouch moneyAfter previouslyLookedAfter schoolTold' }]
  ])('%s %j', (phase, laid, items) => expect(idsOf(phase, ...laid)).toEqual(expect.arrayContaining(named(items))))

  test('an overlay shows only where it is laid, and keeps the phase’s own questions', () => {
    expect(idsOf('primary')).not.toContain('F.lastRoll')
    expect(idsOf('secondary', 'no-school-place')).toEqual(expect.arrayContaining(['I.options', 'F.lastRoll']))
  })
})

test('typed records have their sections', () => {
  const records = form('primary').sections.flatMap(one => (one.record ? [[one.id, one.record]] : []))
  const expected: Record<string, RecordKind> = {
    A: 'about',
    G: 'attendance',
    I: 'attainment',
    J: 'views-child',
    K: 'views-carer',
    L: 'views-parent',
    O: 'last-targets',
    P: 'targets',
    Q: 'premium',
    T: 'meeting',
    U: 'agreement',
    V: 'quality',
    W: 'documents'
  }
  expect(Object.fromEntries(records)).toEqual(expected)
})

test('what a typed record holds is not asked again', () => {
  const again =
    /^(G\.suspen|I\.(subjects|courses|reading|writing|maths|science|literacy|phonics|ks2|preKey|engagement)|Q\.|T\.(notes|childNotThere))/
  for (const phase of phases) expect(idsOf(phase, ...circumstances).filter(id => again.test(id))).toEqual([])
})

test.each(phases)('everybody may say how they feel by five faces, before any words: %s', phase => {
  const section = form(phase).sections.find(one => one.id === 'J')
  if (!section) throw new Error('no J')
  const context = {
    phase,
    circumstances: [],
    yearGroup: 0,
    kind: 'termly',
    term: 'autumn',
    answers: new Map()
  } as const
  const [first] = shownQuestions(section, context)
  expect([first?.id, first?.kind, first?.options?.length]).toEqual(['J.feeling', 'grade', 5])
})

test('the child is asked in words of the age', () => {
  const best = (phase: Phase) =>
    form(phase)
      .sections.find(one => one.id === 'J')
      ?.questions.find(one => one.id === 'J.best')?.label
  expect(new Set(phases.map(best)).size).toBe(4)
})

describe('audiences', () => {
  test.each<[string, string]>([
    ['A', 'setting carer parent'],
    ['B', 'setting carer parent'],
    ['C', 'setting'],
    ['D', 'setting'],
    ['E', 'setting carer'],
    ['F', 'setting carer parent'],
    ['G', 'setting carer parent'],
    ['H', 'setting carer'],
    ['I', 'setting carer parent'],
    ['J', 'child'],
    ['K', 'setting carer'],
    ['L', 'setting parent'],
    ['M', 'setting'],
    ['N', 'setting carer parent child'],
    ['O', 'setting carer parent'],
    ['P', 'setting carer parent child'],
    ['Q', 'setting carer'],
    ['R', 'setting carer'],
    ['S', 'setting carer'],
    ['T', 'setting carer'],
    ['U', 'setting'],
    ['V', ''],
    ['W', 'setting']
  ])('section %s goes to: %s', (id, expected) => {
    for (const phase of phases) {
      const section = form(phase, ...circumstances).sections.find(one => one.id === id)
      expect(section?.audience).toEqual(expected.split(' ').filter(Boolean))
    }
  })

  test.each<[string, Audience[]]>([
    ['B.upn', ['setting']],
    ['B.careSystemId', ['setting']],
    ['B.uln', ['setting']],
    ['B.preferredName', ['setting', 'carer', 'parent', 'child']],
    ['C.immigrationStatus', []],
    ['C.unaccompanied', []],
    ['C.ageAssessment', []],
    ['C.carerContact', []],
    ['C.contactDetail', []],
    ['M.contactDetail', []],
    ['A.lastRating', []],
    ['D.noContact', ['setting', 'carer']],
    ['J.worry', ['child']],
    ['J.hopes', ['child']]
  ])('%s goes to %j', (id, expected) => expect(audienceOf(id, 'post-16', 'uasc')).toEqual(expected))

  test('no question goes wider than its section, but for those named here', () => {
    const wider = ['B.preferredName', 'D.noContact', 'J.whyNone', 'T.saidDid']
    for (const phase of phases)
      for (const section of form(phase, ...circumstances).sections)
        for (const one of section.questions)
          for (const audience of audiences)
            if (one.audience.includes(audience) && !wider.includes(one.id))
              expect([one.id, section.audience]).toEqual([one.id, expect.arrayContaining([audience])])
  })
})

describe('words', () => {
  const everyQuestion = phases.flatMap(phase => form(phase, ...circumstances).sections.flatMap(one => one.questions))
  test('labels are short enough to read', () => {
    for (const one of everyQuestion)
      expect([one.id, one.label.split(' ').length]).toEqual([one.id, expect.toSatisfy((n: number) => n <= 20)])
  })
  test('a condition asks for an answer that can be given', () => {
    const text = JSON.stringify(everyQuestion)
    for (const [, id, wanted] of text.matchAll(/\{"question":"([^"]+)","equals":"([^"]+)"\}/g)) {
      const asked = everyQuestion.find(one => one.id === id)
      expect(asked?.options?.map(one => one.value)).toContain(wanted)
    }
    for (const [, id, wanted] of text.matchAll(/\{"question":"([^"]+)","in":(\[[^\]]*\])\}/g)) {
      const asked = everyQuestion.find(one => one.id === id)
      expect(asked?.options?.map(one => one.value)).toEqual(expect.arrayContaining(JSON.parse(wanted ?? '[]')))
    }
  })
})

describe('scales', () => {
  const scales = versions.get(currentVersion)?.scales ?? {}
  const values = (name: string, category?: string) =>
    (scales[name]?.entries ?? [])
      .filter((one: Option) => !category || one.category === category)
      .map((one: Option) => one.value)
      .join(' ')
  test('attendance codes stand in their categories', () => {
    expect(values('attendance-codes', 'present')).toBe('/ \\ L')
    expect(values('attendance-codes', 'elsewhere')).toBe('K V P W B')
    expect(values('attendance-codes', 'not-counted')).toBe('D')
    expect(values('attendance-codes', 'authorised')).toBe('C C1 C2 E I J1 M R S T')
    expect(values('attendance-codes', 'not-possible')).toBe('X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7')
    expect(values('attendance-codes', 'unauthorised')).toBe('G N O U')
    expect(values('attendance-codes', 'administrative')).toBe('Z #')
  })
  test('the codes of an SSDA903 return are known', () => {
    expect(values('ethnicity').split(' ')).toHaveLength(20)
    expect(values('legal-statuses').split(' ').sort().join(' ')).toBe('C1 C2 D1 E1 J1 J2 J3 L1 L2 L3 V2 V3 V4')
    expect(values('placement-types').split(' ').sort().join(' ')).toBe(
      'A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1'
    )
  })
  test('the languages of the child’s pages can be named', () => {
    expect(values('languages').split(' ')).toEqual(
      expect.arrayContaining('en ar prs fa ps ckb ti vi sq uk pl ro'.split(' '))
    )
  })
})
