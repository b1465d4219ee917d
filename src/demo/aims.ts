/** Data: targets with the premium that pays for them. Most are SMART; some, marked so, are as vague as real ones can be. */
import type { Phase } from '../guidance/words.ts'

export interface Aim {
  readonly area: string
  readonly need: string
  readonly baseline: string
  readonly words: string
  readonly childWords: string
  readonly school: string
  readonly home: string
  readonly success: string
  readonly intervention: string
  /** Category, provider, what, unit, how many, pence each. */
  readonly buys?: readonly [
    category: string,
    provider: string,
    what: string,
    unit: string,
    quantity: number,
    rate: number
  ]
  readonly evidence: string
  readonly vague?: true
}

const aim = (
  area: string,
  [need, baseline]: readonly [string, string],
  words: string,
  childWords: string,
  [school, home]: readonly [string, string],
  success: string,
  intervention: string,
  evidence: string,
  buys?: Aim['buys']
): Aim => ({
  area,
  need,
  baseline,
  words,
  childWords,
  school,
  home,
  success,
  intervention,
  evidence,
  ...(buys ? { buys } : {})
})

const vague = (area: string, words: string, evidence: string): Aim => ({
  area,
  need: '',
  baseline: '',
  words,
  childWords: '',
  school: 'Staff to support.',
  home: '',
  success: 'Seen in class',
  intervention: '',
  evidence,
  vague: true
})

export const aims: Readonly<Record<Phase, readonly Aim[]>> = {
  'early-years': [
    aim(
      'communication-language',
      ['Words come late', 'Joins two words; about 60 words in the language screen'],
      '{name} will use sentences of four words or more at snack time on three days out of five.',
      'I will tell you what I want to eat.',
      [
        'Daily small-group talk time with the key person',
        '{carer} reads one picture book each night and repeats the words'
      ],
      'Key person’s tally on five days in the last week',
      'Ten minutes of small-group talk, every day, with the key person',
      'Four words at snack on four days of five.',
      ['Speech and language', 'Chatterbox Therapy', 'Six sessions of speech and language therapy', 'session', 6, 4500]
    ),
    aim(
      'personal-social-emotional',
      ['Finds sharing hard', 'Plays beside others, snatches about six times a session'],
      '{name} will take turns in a game with one other child for five minutes, four times a week.',
      'I can wait for my turn.',
      ['A turn-taking game after snack', '{carer} plays a board game on Sundays'],
      'Observed twice by the end of term',
      'Turn-taking game in the quiet room',
      'Played skittles with Ola for seven minutes.'
    ),
    vague('physical', 'Improve fine motor skills.', 'Some improvement seen.'),
    aim(
      'maths',
      ['Little counting before care', 'Counts to five with help'],
      '{name} will count ten objects, touching each once, by the end of term.',
      'I can count ten cars.',
      ['Counting songs and counting at tidy-up time', '{carer} counts the stairs each day'],
      'Ten objects counted on two separate days',
      'Counting at tidy-up, daily',
      'Counted ten cars twice.',
      ['Resources', 'Little Numbers', 'Number box for nursery and for home', 'box', 2, 3250]
    )
  ],
  primary: [
    aim(
      'reading',
      ['Missed early phonics', 'Reading age 7 years 2 months'],
      '{name} will raise reading age by six months, measured by the school’s reading test at the end of term.',
      'I will read a whole chapter book.',
      ['One-to-one reading three times a week, 20 minutes', '{carer} listens to reading four nights a week'],
      'Reading test in the last full week of term',
      'One-to-one reading tuition, three times a week',
      'Reading age up by seven months.',
      ['Tuition', 'Bright Steps Tutors', 'Ten hours of one-to-one reading tuition', 'hour', 10, 3500]
    ),
    aim(
      'maths',
      ['Times tables not yet known', '9 of 25 in the tables check'],
      '{name} will score 18 of 25 or more in the tables check by the last week of term.',
      'I will beat my own score each Friday.',
      ['Five minutes of tables practice each day', 'Practice in the car with {carer}'],
      'Weekly score on the chart',
      'Tables practice, five minutes daily, small group',
      'Scored 19 of 25.',
      ['Equipment', 'School shop', 'Tablet with the tables programme', 'tablet', 1, 18900]
    ),
    aim(
      'semh',
      ['Playtimes end in quarrels', 'Five incidents at playtime in a fortnight'],
      '{name} will have no more than one playtime incident a fortnight, using the calm card to ask for help.',
      'I can show my card and take a break.',
      ['Play leader at break; key adult on Monday and Friday', '{carer} asks about one good thing at play'],
      'Behaviour log, looked at each fortnight',
      'Nurture group, two afternoons',
      'One incident in four weeks.',
      ['Therapy', 'Calm Waters', 'Eight sessions of play therapy', 'session', 8, 5500]
    ),
    aim(
      'writing',
      ['Ideas are better told than written', 'Writes three sentences unaided'],
      '{name} will write a paragraph of six sentences with capital letters and full stops, three weeks running.',
      'I will write the start of my dragon story.',
      ['Talk it first, then write; word mat', 'Writes the shopping list with {carer}'],
      'Three pieces in the writing book',
      'Guided writing, twice a week',
      'Three pieces of six sentences or more.'
    ),
    vague('behaviour', '{name} to try harder in class.', 'Better at times.')
  ],
  secondary: [
    aim(
      'maths',
      ['Lessons missed in year 7', 'Working at grade 3, target 5'],
      '{name} will move from 42 % to 55 % in the maths assessment at the end of term.',
      'I want to understand algebra, not copy it.',
      ['Weekly tutor; teacher checks the first two questions', 'Homework at the kitchen table on Tuesdays'],
      'End-of-term assessment',
      'One-to-one tuition on-line, one hour a week',
      '57 % in the assessment.',
      ['Tuition', 'Northlight Tutors', 'Twelve hours of maths tuition', 'hour', 12, 3800]
    ),
    aim(
      'attendance',
      ['Monday mornings', '91 % last term'],
      '{name} will attend 95 % or more of sessions from now to the next meeting.',
      'I will come in by the side door on Mondays.',
      ['Key adult meets {name} at the side door', '{carer} rings by eight if there is a worry'],
      'Register, weekly',
      'Check-in on Monday and after lunch',
      '96 % in the half-term.',
      ['Mentoring', 'Compass Mentors', 'Ten mentoring sessions', 'session', 10, 3000]
    ),
    aim(
      'semh',
      ['Walks out when shouted at', 'Left lessons 9 times last half-term'],
      '{name} will use the exit card rather than walk out, and be back within ten minutes, in 8 of 10 times.',
      'I take five minutes and I come back.',
      ['All teachers know the card; a named room', 'Talk through one hard moment a week'],
      'Exit-card log',
      'Ten weeks of drawing and talking',
      'Used 11 times, back each time but one.',
      ['Therapy', 'Open Door Counselling', 'Ten counselling sessions', 'session', 10, 4500]
    ),
    aim(
      'careers',
      ['No picture of what comes next', 'No visit or interview yet'],
      '{name} will visit one college and one workplace and write down three questions and answers by the end of term.',
      'I want to see what a chef does all day.',
      ['Careers interview and the college visit', '{carer} comes to the open evening'],
      'Both visits in the careers log',
      'Careers adviser, two interviews',
      'Both visits made; applied to the college.',
      ['Activity', 'Arden Vale Futures', 'Travel and kit for the work taster', 'taster', 1, 6500]
    ),
    vague('english', 'To make progress in English.', 'On target mostly.')
  ],
  'post-16': [
    aim(
      'course',
      ['Assignments come late', 'Two of five in on time'],
      '{name} will hand in four of the next five assignments on the due date.',
      'I plan it on Sunday and send it on Thursday.',
      ['Tutor checks a plan each Monday', 'A quiet hour at home on Sundays'],
      'Tutor’s record',
      'Weekly planning with the tutor, 20 minutes',
      'Four of five on time.'
    ),
    aim(
      'life-skills',
      ['Living alone soon', 'Cooks two meals'],
      '{name} will plan, shop for and cook five different meals within £30 a week by the next meeting.',
      'Five meals without ringing anyone.',
      ['College kitchen on Wednesdays', '{carer} hands over the kitchen on Thursdays'],
      'Photographs and receipts',
      'Independence course, six weeks',
      'Six meals cooked.',
      ['Activity', 'Next Steps', 'Independence course and starter kitchen kit', 'course', 1, 14000]
    ),
    aim(
      'work',
      ['No experience of work', 'None yet'],
      '{name} will complete ten days’ work experience and get a reference by the end of term.',
      'I want a real boss to say I did well.',
      ['College finds the place', 'Personal adviser sorts out travel'],
      'The reference',
      'Work placement, one day a week',
      'Ten days done; a warm reference.'
    ),
    vague('maths', 'Pass maths.', 'Not yet entered.')
  ]
}
