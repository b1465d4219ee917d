import type { Audience } from '../guidance/words.ts'
import type { DocumentEntry, PlanDocument } from './plan-document.ts'

/** Invented plans for tests, the bench and for looking at the pages. */

export const emptyPlan = (audience: Audience = 'full'): PlanDocument => ({
  audience,
  language: 'en',
  title: audience === 'child' ? 'My plan' : 'Personal Education Plan for Amira',
  child: { name: 'Amira', initials: 'A' },
  authority: { name: 'Northmere County Council', virtualSchool: { name: 'Northmere Virtual School' } },
  pep: {
    kind: 'termly',
    year: '2026-27',
    term: 'autumn',
    phase: 'secondary',
    state: 'in-progress',
    checkedBySocialWorker: false,
    markers: []
  },
  sections: [{ id: 'A', title: 'About this plan', entries: [] }],
  addenda: [],
  generatedOn: '2026-11-02'
})

const weeks = [96, 100, 90, 84, 100, 100, 92, 96, null, 100, 88, 100]

const target = (number: number): DocumentEntry => ({
  kind: 'target',
  area: number % 2 === 0 ? 'English: writing' : 'Feeling settled in class',
  need: 'Amira has many ideas and finds it hard to put them in order on paper.',
  baseline: 'Writes two linked paragraphs with a plan beside her; none without (October 2026).',
  target: 'By 5 March 2027 Amira writes four linked paragraphs on her own in three lessons out of four.',
  childWording: 'I want to write a whole story without stopping to ask what comes next.',
  actions: [
    { who: 'Mr Osei, English teacher', what: 'gives a one-page story map before each long piece', due: '2026-11-16' },
    { who: 'Dana, carer', what: 'reads the draft with Amira on Sundays' },
    { who: 'Amira', what: 'keeps her three favourite openings in her notebook' }
  ],
  lead: 'Mr Osei',
  start: '2026-11-09',
  due: '2027-03-05',
  success: 'Three marked pieces each half term, read by the lead.',
  intervention: 'Small writing group, 30 minutes, Tuesdays and Thursdays, library, with Ms Lund.',
  costPence: 36_000
})

const answer = (label: string, text: string): DocumentEntry => ({
  kind: 'answer',
  label,
  text,
  by: 'Ms Okafor, designated teacher',
  on: '2026-10-12'
})

const paragraph =
  'Amira has settled well this term. She arrives on time, has two close friends and has joined the robotics club. ' +
  'She works best when the steps of a task are on the page in front of her and when she knows who to go to. '

/** About eight pages: what a school with a full term behind it writes. */
export const fullPlan = (audience: Audience = 'full'): PlanDocument => ({
  ...emptyPlan(audience),
  child: { name: 'Amira', initials: 'AK', age: 13, yearGroup: 'Year 9' },
  authority: {
    name: 'Northmere County Council',
    virtualSchool: {
      name: 'Northmere Virtual School',
      email: 'virtualschool@northmere.example',
      telephone: '01632 960 001'
    }
  },
  setting: { name: 'Hollin Bank School', town: 'Merebridge' },
  pep: {
    kind: 'termly',
    year: '2026-27',
    term: 'autumn',
    phase: 'secondary',
    meetingDate: '2026-10-14',
    state: 'signed-off',
    signedOffOn: '2026-10-30',
    signedOffBy: 'J. Whitlock, adviser',
    checkedBySocialWorker: false,
    markers: ['First plan at this setting', 'Education, health and care plan']
  },
  ...(audience === 'full'
    ? {
        identifiers: [
          { label: 'Care-system id', value: 'NM-204417' },
          { label: 'UPN', value: 'H801200001001' }
        ]
      }
    : {}),
  sections: [
    {
      id: 'A',
      title: 'About this plan',
      entries: [answer('Chaired by', 'Ms Okafor'), answer('Last plan', 'Summer 2026, rated good.')]
    },
    {
      id: 'J',
      title: 'My views',
      entries: [
        {
          kind: 'quote',
          who: 'Amira',
          prompt: 'What is best about school?',
          text: 'Robotics, and Mr Osei because he does not make a fuss when I need a minute.'
        },
        {
          kind: 'quote',
          who: 'Amira, in Arabic, with an interpreter',
          prompt: 'What do you hope for?',
          text: 'أريد أن أصبح مهندسة، وأن أرى صديقتي ليلى كل أسبوع.',
          language: 'ar',
          interpreted: 'I want to be an engineer, and to see my friend Layla every week.'
        },
        {
          kind: 'said-did',
          said: 'The lunch hall is too loud.',
          did: 'You can eat in the library with two friends, from Monday.'
        }
      ]
    },
    {
      id: 'G',
      title: 'Attendance and behaviour',
      entries: [
        {
          kind: 'chart',
          title: 'Attendance by week, autumn term',
          altText:
            'Attendance each week of the term: between 84 and 100 per cent, lowest in week 4; nothing recorded in week 9.',
          unit: '%',
          max: 100,
          points: weeks.map((value, week) => ({ label: `W${week + 1}`, value }))
        },
        {
          kind: 'table',
          caption: 'Attendance to the meeting',
          columns: ['Possible', 'Attended', 'Authorised', 'Unauthorised', 'Late'],
          rows: [['66', '62', '3', '1', '2']]
        },
        answer('What works', paragraph.repeat(3)),
        { kind: 'list', label: 'Rewards this term', items: ['Head’s award for kindness', 'Robotics: second place'] }
      ]
    },
    {
      id: 'I',
      title: 'Progress and attainment',
      entries: [
        {
          kind: 'table',
          caption: 'Subjects',
          columns: ['Subject', 'Course', 'Working at', 'Predicted', 'Target', 'Effort'],
          rows: [
            'English',
            'Mathematics',
            'Science',
            'History',
            'Geography',
            'French',
            'Design and technology',
            'Art',
            'Music',
            'Physical education',
            'Computing',
            'Religious studies'
          ].map(subject => [subject, 'Key stage 3', '4', '5', '6', 'Good'])
        },
        answer('What the figures mean', paragraph.repeat(5))
      ]
    },
    { id: 'H', title: 'Special needs', entries: [] },
    { id: 'O', title: 'Last targets', entries: [answer('Reading aloud to a group', paragraph.repeat(2))] },
    { id: 'P', title: 'Targets', entries: [target(1), target(2), target(3)] },
    {
      id: 'R',
      title: 'Teaching and support',
      entries: [answer('Teaching that works', paragraph.repeat(16)), answer('Adjustments', paragraph.repeat(14))]
    },
    {
      id: 'T',
      title: 'Meeting',
      entries: [
        {
          kind: 'table',
          caption: 'Who came',
          columns: ['Person', 'Part', 'Came'],
          rows: [
            ['Ms Okafor', 'Designated teacher', 'All of it'],
            ['P. Rao', 'Social worker', 'All of it'],
            ['Dana', 'Carer', 'Sent views'],
            ['Amira', 'Herself', 'The first half, by choice']
          ]
        },
        answer('Notes', paragraph.repeat(22))
      ]
    }
  ],
  addenda: [{ on: '2026-11-01', by: 'J. Whitlock', text: 'The robotics club meets on Wednesdays, not on Tuesdays.' }],
  nextMeeting: { on: '2027-01-27', note: '2 pm' },
  safety: {
    text: 'Worried about a child’s safety? Do not wait for a meeting.',
    contacts: [{ name: 'Northmere front door', reach: '01632 960 002, day and night' }]
  }
})

export const childPlan = (): PlanDocument => {
  const { setting: _, identifiers: __, ...full } = fullPlan('child')
  return {
    ...full,
    title: 'Amira’s plan',
    addenda: [],
    sections: [
      {
        id: 'T',
        title: 'What I said, and what we did',
        entries: [
          { kind: 'said-did', said: 'The lunch hall is too loud.', did: 'You can eat in the library, from Monday.' },
          { kind: 'said-did', said: 'I miss Layla.', did: 'You see her on Saturdays. Dana drives you.' }
        ]
      },
      {
        id: 'P',
        title: 'What I am aiming for',
        entries: [
          {
            kind: 'target',
            area: 'English',
            target: 'By 5 March 2027 Amira writes four linked paragraphs.',
            childWording: 'I want to write a whole story without stopping to ask what comes next.',
            actions: [
              { who: 'Mr Osei', what: 'gives me a story map' },
              { who: 'Dana', what: 'reads with me on Sundays' }
            ],
            due: '2027-03-05'
          }
        ]
      }
    ],
    nextMeeting: { on: '2027-01-27', note: 'You choose if you come, and with whom.' },
    safety: {
      text: 'If you or someone else is not safe, tell a grown-up you trust, or call:',
      contacts: [{ name: 'Childline, free, any time', reach: '0800 1111' }]
    }
  }
}
