/** Data: the figures that an authority sets, their meaning, and from when each matters. */

import { type CountedClockName, countedClocks } from './policy.ts'

/** The figures that an authority sets one at a time, each with its meaning in plain words and its clause. */
export interface Figure {
  /** Where it stands in the policy: `clocks.submit`, `dueSoonWorkingDays`. */
  readonly key: string
  readonly group: string
  readonly label: string
  readonly meaning: string
  readonly kind: 'clock' | 'whole' | 'wholes' | 'yes-no' | 'labels' | 'pounds' | 'several-pounds' | 'choice'
  readonly least: number
  readonly most: number
  /** From when a change matters, where it changes nothing today: completes "It matters". */
  readonly matters: string
  /** Of a choice. */
  readonly choices?: ReadonlyArray<readonly [value: string, words: string]>
}

const clockWords: Readonly<Record<CountedClockName, readonly [label: string, meaning: string, matters: string]>> = {
  'arrange-initial': [
    'Arrange the first meeting',
    'Counted from the day care begins. The social worker arranges it.',
    'from the next child who comes into care'
  ],
  'hold-initial': [
    'Hold the first meeting',
    'Counted from the day care begins. Until then nobody counts the child as late.',
    'from the next child who comes into care'
  ],
  views: ['Record views', 'Counted back from the meeting.', 'from the next meeting that is arranged'],
  'social-worker-section': [
    'Complete the social worker’s section',
    'Counted back from the meeting.',
    'from the next meeting that is arranged'
  ],
  submit: [
    'Submit the plan',
    'Counted from the meeting. A first plan has a rule of its own.',
    'from the next meeting that is held'
  ],
  check: [
    'Check the plan',
    'Counted from the day it is submitted. The social worker checks the views.',
    'from the next plan that is submitted'
  ],
  correction: [
    'Answer a correction',
    'Counted from the day the social worker asks.',
    'from the next correction that is asked for'
  ],
  'quality-review': [
    'Review the plan’s quality',
    'Counted from the day it is submitted. The adviser rates it.',
    'from the next plan that is submitted'
  ],
  resubmit: [
    'Submit a returned plan again',
    'Counted from the day it is returned.',
    'from the next plan that is returned'
  ],
  'file-copy': [
    'Save the copy to the case record',
    'Counted from the sign-off. The social worker saves it.',
    'from the next plan that is signed off'
  ],
  'leaving-care-sudden': [
    'Plan after a sudden end of care',
    'Counted from the day care ended, and never past the end of the term.',
    'from the next sudden end of care'
  ],
  'school-place': [
    'Find a school place',
    'Counted from the last day on a roll, or the day care began without one.',
    'from the next child who has no school place'
  ],
  'place-review': [
    'Review the search for a school place',
    'Weekly while there is none, unless a review names the day of the next.',
    'from the next child who has no school place'
  ],
  'new-setting': [
    'Hold a new setting’s first meeting',
    'Counted from the first day there.',
    'from the next child who starts at a new setting'
  ],
  concern: [
    'Answer a concern',
    'Counted from the day it is raised. The adviser answers.',
    'from the next concern that is raised'
  ]
}

const figure = (
  group: string,
  key: string,
  label: string,
  meaning: string,
  matters: string,
  [least, most]: readonly [number, number],
  kind: Figure['kind'] = 'whole'
): Figure => ({ group, key, label, meaning, matters, kind, least, most })

const plans = 'Meetings and plans'
const reminders = 'Reminders'
const quiet = 'Quiet hours'
const premium = 'Pupil Premium Plus'
const nextRequest = 'from the next request'

export const figures: readonly Figure[] = [
  ...countedClocks.map(name => figure('Steps and their days', `clocks.${name}`, ...clockWords[name], [1, 90], 'clock')),
  figure(
    plans,
    'shortNoticeWorkingDays',
    'Short notice',
    'A meeting with fewer working days’ notice has everything before it due on its day.',
    'from the next meeting that is arranged at short notice',
    [0, 30]
  ),
  figure(
    plans,
    'initialSubmitAtLeastWorkingDays',
    'Time to write a first plan',
    'A first plan is never due sooner than this many working days after its meeting.',
    'from the next first meeting that is held',
    [0, 20]
  ),
  figure(
    plans,
    'roundOpensSchoolDaysBefore',
    'Plans open',
    'School days before the term on which every child’s plan opens.',
    'from the next term’s round of plans',
    [0, 30]
  ),
  figure(
    plans,
    'dueSoonWorkingDays',
    'Due soon',
    'Remind tells people of what is late or due this week, and of what is due within this many working days.',
    'from the next day on which somebody presses Remind',
    [1, 30]
  ),
  figure(
    'Ages',
    'ages.from',
    'First birthday with a plan',
    'A child in care has a plan from this birthday (in the guidance, the second).',
    'from the next child who reaches that birthday',
    [2, 5]
  ),
  figure(
    'Ages',
    'ages.toEndOfYear13',
    'To the end of year 13',
    'Whether plans go on past the last birthday, to the end of year 13.',
    'from the next young person who turns 18',
    [0, 0],
    'yes-no'
  ),
  figure(
    'Ages',
    'ages.until',
    'Last birthday with a plan',
    'Plans end on this birthday (in the guidance, the eighteenth).',
    'from the next young person who reaches that birthday',
    [16, 18]
  ),
  figure(
    reminders,
    'reminders.before',
    'Before the due date',
    'Working days before, when whoever must act is reminded.',
    'from the next day on which a due date comes that near',
    [1, 30],
    'wholes'
  ),
  figure(
    reminders,
    'reminders.adviserAndSocialWorkerAfter',
    'The adviser and social worker are told',
    'Working days after the due date.',
    'from the next step that is so late',
    [1, 60]
  ),
  figure(
    reminders,
    'reminders.managerAndSettingAfter',
    'The team manager and school are told',
    'Working days after the due date.',
    'from the next step that is so late',
    [1, 60]
  ),
  figure(
    reminders,
    'reminders.headAfter',
    'The Virtual School head is told',
    'Working days after the due date.',
    'from the next step that is so late',
    [1, 60]
  ),
  figure(
    quiet,
    'quiet.from',
    'Evening begins',
    'From this hour on, 0 to 23, e-mail that can wait is held until the morning.',
    'from the next e-mail; what is held already goes at the hour that it was held until',
    [12, 23]
  ),
  figure(
    quiet,
    'quiet.until',
    'Morning begins',
    'At this hour, what was held is sent. Digests go at 7 or then.',
    'from the next e-mail; what is held already goes at the hour that it was held until',
    [0, 11]
  ),
  figure(
    quiet,
    'quiet.onDaysOff',
    'Weekends and bank holidays',
    'Whether e-mail that can wait is held on days on which nobody works.',
    'from the next e-mail; what is held already goes at the hour that it was held until',
    [0, 0],
    'yes-no'
  ),
  figure(
    'Quality',
    'quality.goldFromPercent',
    'Gold from',
    'Percent of fours from which a plan without a two is gold.',
    'from the next quality review; a plan that is rated keeps its rating',
    [50, 100]
  ),
  figure(
    'Quality',
    'quality.moderationPercent',
    'Second ratings',
    'Percent of reviewed plans that another adviser rates without seeing the first rating.',
    'once second ratings are drawn, which this version of the service does not do yet',
    [0, 100]
  ),
  figure(
    'Quality',
    'quality.labels',
    'Words for the ratings',
    'What each rating is called when a plan is reviewed.',
    'from the next quality review',
    [1, 20],
    'labels'
  ),
  {
    ...figure(
      premium,
      'premium.model',
      'How it is paid',
      'How Pupil Premium Plus reaches a setting, and what a request is held against.',
      nextRequest,
      [0, 0],
      'choice'
    ),
    choices: [
      ['termly-bands', 'Termly bands'],
      ['flat-per-term', 'The same for each child and term'],
      ['needs-led', 'By need, target by target'],
      ['bid-fund', 'A fund to bid for']
    ]
  },
  figure(
    premium,
    'premium.bandsPence',
    'Bands',
    'Pounds for a child and term, where it is paid in termly bands.',
    nextRequest,
    [0, 100_000_00],
    'several-pounds'
  ),
  figure(
    premium,
    'premium.flatPence',
    'The same for each child',
    'Pounds for a child and term, where each is paid the same.',
    nextRequest,
    [0, 100_000_00],
    'pounds'
  ),
  figure(
    premium,
    'premium.fundsPost16',
    'Years 12 and 13',
    'Whether the authority pays for young people after year 11.',
    nextRequest,
    [0, 0],
    'yes-no'
  ),
  figure(
    'Privacy',
    'access.suspendAfterDays',
    'Unused accounts',
    'Days without signing in after which an account is suspended. Its person is told a fortnight before, and comes back by a link by e-mail.',
    'from the next night on: who has not signed in for longer is suspended then, a fortnight after they were told',
    [30, 400]
  ),
  figure(
    'Privacy',
    'suppressUnder',
    'Smallest count shown',
    'A count below this never leaves the Virtual School.',
    'from the first report that leaves the Virtual School; this version of the service makes none yet',
    [1, 20]
  )
]

export const figureOf = (key: string): Figure | undefined => figures.find(each => each.key === key)
