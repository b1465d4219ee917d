/** Data: what people write in plans, by question and phase. {name}, {carer}, {school}, {love} and {club} are filled in for each child. */
import type { Phase } from '../guidance/words.ts'

export type Said = Readonly<Partial<Record<Phase | 'any', readonly string[]>>>

export const sentences: Readonly<Record<string, Said>> = {
  'B.likeAndAdmire': {
    any: [
      '{name} notices when somebody is left out and makes room for them.',
      'People smile when {name} comes in. A dry sense of humour, and never an unkind word.',
      '{name} keeps going when things are hard, and says thank you without being asked.',
      'Curious about everything. {name} asks the questions that others are too shy to ask.',
      'Gentle with younger children and with animals; loyal to friends.'
    ]
  },
  'C.moveHomeDetails': { any: ['No date yet. School will be asked before anything is decided.'] },
  'D.mayCollect': { any: ['{carer}, or somebody that {carer} has told the office about by name.'] },
  'D.delegatedAuthority': {
    any: [
      'Day trips, haircuts, sleepovers with friends the carer knows, dentist check-ups.',
      'Day-to-day decisions, school trips within the country, sports clubs.'
    ]
  },
  'E.conditions': {
    any: [
      'Mild asthma: the inhaler is kept in the office and {name} knows when to ask for it.',
      'None that school needs to know of.',
      'Wears glasses for reading; eye test done this year.',
      'Eczema, worse when worried. Cream is in the medical room.'
    ]
  },
  'E.sdqStrategies': {
    any: [
      'A quiet start to each day with the key adult, a card to leave the room, and a fortnightly talk between school and {carer}. Referral to the therapy team has been accepted.',
      'Ten minutes of checking in at registration and after lunch. At home: the same bedtime routine every night and no screens after eight.'
    ]
  },
  'F.history': {
    'early-years': [
      '{name} began in the toddler room two mornings a week and now comes every day. Settling took a month and is now quick.',
      'First time at nursery. {name} had little play with other children before coming into care and has loved it from the second week.'
    ],
    primary: [
      'Two schools before this one, with a term missed in between. {name} has been settled here since and is catching up.',
      'At {school} throughout. Attendance was low before care and has been good since.',
      'Joined part-way through the year. Gaps in phonics and number were found early and are being taught in a small group.'
    ],
    secondary: [
      'Primary school was steady. {name} found the move to secondary hard and missed much of one term, and has rebuilt attendance since.',
      'Three schools in four years. The longest spell is the present one, and it shows in the books.',
      'At {school} since year 7, with the same tutor, who knows {name} well.'
    ],
    'post-16': [
      '{name} left year 11 with five passes, English among them, and is resitting maths.',
      'A disrupted key stage 4 with a managed move; a good recovery at the end with support from the inclusion team.'
    ]
  },
  'F.reducedReason': {
    any: [
      'Full days were overwhelming after the move. Agreed with the social worker and the Virtual School, with a date to end.'
    ]
  },
  'F.whyNoPlace': {
    any: [
      '{name} moved home and the old school is more than an hour away. Two schools near by are full in this year group.'
    ]
  },
  'F.clockNote': {
    any: ['One school asked for more time. The Virtual School has asked for a direction and the panel meets next week.']
  },
  'F.interim': {
    any: [
      'One-to-one tuition in English and maths at the library each morning, and two afternoons of sport with a mentor.',
      'English lessons each day with the separated children’s team, and maths on a council laptop with a tutor on-line.'
    ]
  },
  'F.schoolingBefore': {
    any: [
      'Six years of primary school, then work on the family’s farm. Reads and writes well in own language.',
      'School was closed for most of two years. Taught at home by an aunt, who was a teacher.'
    ]
  },
  'F.neetBarriers': { any: ['Anxious in groups since leaving college; sleeps late; the bus takes fifty minutes.'] },
  'F.neetActions': {
    any: [
      'The careers adviser meets {name} weekly at the café; a taster week at a motor workshop is booked; the social worker applies for a travel pass this week.'
    ]
  },
  'F.retentionActions': { any: ['A named tutor, a bus pass, and a quick call home on the first missed day.'] },
  'G.summary': {
    'early-years': [
      '{name} comes happily and on time; two days missed with a cold.',
      'Good attendance. Mornings after family time are harder, and a slower start helps.'
    ],
    primary: [
      'Attendance is very good and {name} is proud of the certificate. Playtimes are calmer than last term.',
      'A little lower than last term because of a chest infection. Behaviour in lessons is good; the dinner hall is loud and hard.',
      'Every day this half-term. A handful of fallings-out, each mended the same day.'
    ],
    secondary: [
      'Attendance is above the school’s. Three late marks, all on days when the taxi was late.',
      'Mostly good, with Mondays the weak point. Behaviour points have halved since the seating plan changed.',
      'Attendance has dipped and we know why: the first lessons on Thursday. A plan is in place.',
      'Settled and polite; praised by the cover teachers, which is the real test.'
    ],
    'post-16': [
      'On time for every workshop. Two absences for appointments.',
      'Attendance at college is good; theory on Friday afternoon is the hard one.'
    ]
  },
  'G.absenceReasons': {
    any: [
      'A cold, a hospital appointment, and one day for the looked-after review.',
      'Mostly illness. One morning missed because of family time: it has been moved to after school.',
      'Taxi late four times; the transport team has changed the firm.'
    ]
  },
  'G.worksNow': {
    any: [
      'A calm start with the key adult, a clear plan for the day, and praise that is quiet and exact.',
      'Knowing who will be in the room. A five-minute warning before any change.'
    ]
  },
  'G.planned': {
    any: [
      'The tutor rings {carer} each Friday with two good things. The attendance officer looks again in three weeks.',
      'A phased return to the two lessons that were missed, with the teaching assistant, by half-term.'
    ]
  },
  'G.rewards': {
    any: [
      'Head teacher’s tea for kindness; twelve merit points.',
      'A postcard home from the art teacher. Chosen to show visitors round.',
      'Bronze badge for attendance, star of the week twice.',
      'Praised in assembly for helping a new pupil.'
    ]
  },
  'G.exclusionDetails': {
    any: ['Two suspensions in a month put the place at risk. A meeting with the Virtual School agreed a plan instead.']
  },
  'H.provision': {
    any: [
      'Small-group teaching three times a week, a visual timetable, and ten hours of a teaching assistant who knows {name} well.',
      'Speech and language therapy each fortnight, with the teaching assistant practising in between.',
      'A quiet base to return to, movement breaks, and work in short steps with one instruction at a time.'
    ]
  },
  'H.examArrangements': { any: ['Extra time of a quarter, and a small room.', 'A reader, and rest breaks.'] },
  'I.summary': {
    'early-years': [
      '{name} is on track in most areas. Talking is behind, and that holds back the rest: it is the first target.',
      'Lovely progress in play and in confidence. Counting to ten, and beginning to hear first sounds.'
    ],
    primary: [
      'Reading has moved on by nearly a year since the tuition began. Writing lags because spelling is slow; maths is secure but for times tables.',
      '{name} is working just below the others in the class and closing the gap. Missed schooling in the early years explains it.',
      'At the expected standard in all but writing. {name} has ideas in plenty and needs help to get them on to paper.'
    ],
    secondary: [
      'On track in most subjects. Maths has slipped since the set changed; English is a strength.',
      '{name} can do far more than the figures say. Where lessons were missed the grade is low, where not it is at or above target.',
      'Steady. Science and design are ahead of target; languages are behind, and a support lesson is in place.'
    ],
    'post-16': [
      'Passing every unit, two with merit. Maths is to be taken again in the summer.',
      'Practical work is strong. Written assignments come late and a tutor helps with planning them.'
    ]
  },
  'I.playingAndExploring': {
    any: ['Goes straight to the sand and the small animals, and now lets another child join in.']
  },
  'I.activeLearning': { any: ['Builds, laughs when it falls, and builds again. Six weeks ago it ended in tears.'] },
  'I.thinkingCritically': { any: ['Worked out that the long ramp makes the car go further, and told everyone.'] },
  'I.homework': {
    any: [
      'Reads with {carer} most evenings. Spelling is practised in the car.',
      'Done at the homework club on Tuesdays, so that home can be home.'
    ]
  },
  'I.options': { any: ['Art, history and food, chosen with the tutor and {carer} after the options evening.'] },
  'I.esolSupport': { any: ['Four hours of English lessons a week, and a buddy who shares a first language.'] },
  'J.best': {
    'early-years': ['The big slide. And the rabbit.', 'Playing shops with my friend.', 'Painting. I made a blue one.'],
    primary: [
      'Art, because nobody tells you it is wrong.',
      'When we do {love}.',
      'Lunch with my friends and reading to the little ones.',
      'My teacher is funny.'
    ],
    secondary: [
      'Seeing my mates, and {love}.',
      'Food tech. You get to eat it.',
      'My form tutor actually listens.',
      'PE and the library, when it is quiet.'
    ],
    'post-16': ['Being treated like an adult.', 'The workshop. I am good at it.', 'Choosing what I study.']
  },
  'J.hardest': {
    'early-years': ['When it is loud.', 'Going home time is long.'],
    primary: [
      'Spellings. They go out of my head.',
      'When people ask why I do not live with my mum.',
      'The dinner hall, it is too noisy.'
    ],
    secondary: [
      'Maths when it goes too fast.',
      'Being taken out of lessons for meetings. Everyone looks.',
      'Getting up. And Thursdays.'
    ],
    'post-16': ['Getting there. Two buses.', 'Writing up the assignments.']
  },
  'J.helps': {
    'early-years': ['My key lady. She does the song.'],
    primary: ['My key adult. We do a puzzle first and then I can talk.', 'My friend helps me when I am stuck.'],
    secondary: [
      'My key adult lets me come in for five minutes. It is enough.',
      'The librarian. She does not make a fuss.'
    ],
    'post-16': ['My tutor, and my personal adviser.']
  },
  'J.friends': {
    'early-years': ['I play with Ola and Ben.'],
    primary: ['Ola, Ben and Tia.', 'Most people in my class.'],
    secondary: ['A group of four of us since September.', 'I have one really good friend.'],
    'post-16': ['People on my course.']
  },
  'J.proud': {
    'early-years': ['I can put my coat on by myself.', 'I can count to ten.'],
    primary: ['I read a whole chapter book.', 'I got better at {love}.', 'I stayed calm when we lost the match.'],
    secondary: [
      'I did my talk in front of everyone.',
      'My report. It was all green.',
      'I have got better at {love} and people noticed.'
    ],
    'post-16': ['I passed my unit with a merit.', 'I cook for myself three times a week.']
  },
  'J.worry': {
    primary: ['Moving up to the next class.', 'That I might have to move again.'],
    secondary: ['Exams. And whether I can stay where I live.', 'Not really at the moment.'],
    'post-16': ['What happens when I am 18.']
  },
  'J.try': {
    'early-years': ['A bike.'],
    primary: ['Playing the drums.', 'I want to go to {club}.'],
    secondary: ['Going on the residential.', '{club}, if I can get there.'],
    'post-16': ['Driving lessons.']
  },
  'J.lastTargets': {
    primary: ['Yes, the reading one. Not the neat writing one.', 'I liked doing it with the timer.'],
    secondary: ['The maths tutor helped. The other one I forgot about.', 'A bit. I would like to pick one myself.'],
    'post-16': ['Yes, the deadlines one.']
  },
  'J.money': {
    'early-years': ['A rabbit book.'],
    primary: [
      'Books about animals, and a tutor who does not talk like a baby to me.',
      'Football boots, and a laptop for stories.'
    ],
    secondary: ['A laptop that works. And {club}.', 'A maths tutor, but on-line.'],
    'post-16': ['Tools of my own.']
  },
  'J.sayForMe': {
    primary: ['Please say that I like it here.'],
    secondary: ['Can meetings be after school, please?', 'Say that I do not want to be taken out of lessons.'],
    'post-16': ['That I want to be asked first.']
  },
  'K.goingWell': {
    any: [
      '{name} comes home with stories now instead of silence. Sleeping better too.',
      'Up and dressed before I call. Loves {love}.',
      'School and I talk every week and it makes all the difference.',
      'Eating well, laughing more, and has a friend round on Fridays.'
    ]
  },
  'K.worries': {
    any: [
      'Sunday evenings are hard: worry about the week.',
      'Homework can end in tears. Shorter and more often would suit.',
      'I would like to know sooner when something has gone wrong.'
    ]
  },
  'K.routine': {
    any: [
      'Tea, half an hour of reading or homework at the table, then free time. Lights out at half past eight.',
      'Homework straight after a snack, and then it is done. Phone stays downstairs at night.'
    ]
  },
  'K.interests': { any: ['{love}, and helping in the garden.', '{love}. Would do it all day.'] },
  'K.helpsAtHome': {
    any: [
      'Telling {name} what will happen next, twice. And never raising your voice.',
      'A job to do with the hands while talking.'
    ]
  },
  'K.forTargets': {
    any: [
      'Read together four nights a week and write it in the diary. Practise the times tables in the car.',
      'Take {name} to {club} on Wednesdays, and be on time.'
    ]
  },
  'K.needFromSchool': {
    any: ['One person to ring. A warning before a change of teacher.', 'A note on Fridays with what went well.']
  },
  'L.proud': {
    any: [
      'How kind {name} is. And the drawing on my fridge.',
      'That {name} is reading now. I never liked it at school.'
    ]
  },
  'L.wantSchoolToKnow': {
    any: [
      'Birthdays matter a lot to {name}. Please make a fuss.',
      'I ask about school every time we meet. Please tell {name} that I do.'
    ]
  },
  'M.carePlan': {
    any: [
      'To stay with {carer} for the long term. No move is planned, and school is part of what holds things steady.',
      'The plan is decided at the next review. Until then school should expect questions and some wobbles.',
      'Family time is supported by the team and is on Saturdays, so that school days are free.'
    ]
  },
  'M.contact': {
    any: [
      'The day after family time can be flat. A quiet word in the morning is enough.',
      'Letters each month. {name} may want to show them to the key adult.'
    ]
  },
  'M.contactDetail': {
    any: ['Two hours at the family centre each fortnight, supervised; telephone calls on Sundays.']
  },
  'M.plannedMoves': {
    any: ['None is planned.', 'A move nearer to school is being looked for; not before the end of term.']
  },
  'M.progress': {
    any: [
      'I am delighted. {name} talks about next year now, which is new.',
      'Steady, with a setback in the autumn that school handled well.',
      'Better than the figures say. {name} has come a long way in a year.',
      'Learning is going well; friendships need the help that this plan gives.'
    ]
  },
  'M.actions': {
    any: [
      'Move family time so that no lesson is missed; chase the therapy appointment; come to parents’ evening.',
      'Apply for the travel pass, and bring the life-story work to school’s key adult.'
    ]
  },
  'N.strengths': {
    'early-years': ['Climbing, puzzles and making others laugh.', 'A kind helper who remembers every song.'],
    primary: [
      'Drawing, building and explaining how things work.',
      'A natural with younger children, and a good loser these days.',
      'Imaginative stories, told out loud with all the voices.'
    ],
    secondary: [
      'Practical work, spoken English, and spotting what is unfair.',
      'Works well in a pair; a leader in drama and in PE.',
      'Determined, funny, good with languages.'
    ],
    'post-16': ['Reliable, practical, good with customers.', 'Independent, and asks for help at the right time.']
  },
  'N.achievements': {
    'early-years': [
      'Out of nappies, sleeps without the dummy at nursery, and speaks in sentences of four words.',
      'Sat through the whole of story time, and sang in the concert.'
    ],
    primary: [
      'Twenty-five metres of swimming, and a speaking part in the class assembly.',
      'Moved up two reading levels. Chosen for the school council.',
      'First certificate for attendance. Made a friend and kept the friend.'
    ],
    secondary: [
      'Bronze Duke of Edinburgh’s expedition finished in the rain.',
      'Chosen for the school team, and not one detention this half-term.',
      'Best mark in the year for a history project.',
      'Spoke to the governors about what care is like, and was listened to.'
    ],
    'post-16': [
      'Level 2 with merit, and the food hygiene certificate.',
      'A first wage from a Saturday job, and half of it saved.'
    ]
  },
  'N.clubs': { any: ['{club} on Wednesdays.', '{club}, and homework club on Tuesdays.'] },
  'N.leisure': {
    any: [
      '{love}, and time with {carer}’s dog.',
      '{love}. Also films on Friday night with popcorn.',
      'Happiest with {love}, or out on a bicycle.'
    ]
  },
  'N.outOfSchool': {
    any: [
      'Swimming lessons on Saturdays.',
      'Learning to cook with {carer}.',
      'Music lessons from the county’s music service.'
    ]
  },
  'N.barriers': {
    any: [
      'Worry about being late gets in the way of the day. A later taxi has been asked for.',
      'Gaps from missed school. Short, regular tuition is closing them.',
      'Noise. Ear defenders and a seat by the wall help.'
    ]
  },
  'N.celebrations': {
    any: [
      'A postcard home, not a fuss in front of others.',
      'Tea with the head and a friend of {name}’s choice.',
      'A photograph in the book that goes home.'
    ]
  },
  'N.carersPart': {
    any: [
      '{carer} reads with {name} each evening and takes {name} to {club}.',
      '{carer} sits near by during homework, and makes space at home for {love}.',
      '{carer} talks with school every Friday and practises what is being learnt.'
    ]
  },
  'N.aspirationOneYear': { any: ['On a level 3 course, with driving theory passed.'] },
  'N.aspirationThreeYears': { any: ['In a job that I like, or at university.'] },
  'N.aspirationFiveYears': { any: ['My own place, and a dog.'] },
  'O.overall': {
    any: [
      'What worked was short and often. What did not had no one’s name against it.',
      'Two of the three were met. The one about homework was the wrong target and has been changed.',
      'The money made a clear difference in reading, and a smaller one at the club.'
    ]
  },
  'R.teaching': {
    'early-years': [
      'Pictures and songs for each change of the day; words repeated and stretched.',
      'Small spaces, unhurried adults, and the same order every day.'
    ],
    primary: [
      'Pre-teaching of new words. Work in steps, with a finished example to look at.',
      'A seat near the front and beside a calm friend; a check that the task is understood.'
    ],
    secondary: [
      'Say the aim, show one worked example, then let {name} try the first alone. Quiet praise.',
      'Warm and firm. Never a public challenge; a word at the door instead.'
    ],
    'post-16': ['Assignments cut into parts with a date for each; feedback by voice first.']
  },
  'R.academic': {
    any: [
      'Two half-hours of tuition a week in a pair.',
      'Reading partner each morning; maths group on Mondays.',
      'After-school support in the two weakest subjects.'
    ]
  },
  'R.semh': {
    any: [
      'Fifteen minutes with the key adult at the start of Monday and the end of Friday.',
      'A place in the nurture group, and help at break from a trained play leader.',
      'Drawing and talking for ten weeks; then we look again.'
    ]
  },
  'R.adjustments': {
    any: [
      'May arrive at the side door. Told beforehand about fire drills and supply teachers.',
      'Homework may be handed in a day late without a word. A card to leave the room.'
    ]
  },
  'R.trauma': {
    any: [
      'Staff stay near, keep their voice low and wait. Talk comes afterwards, not in the moment.',
      'We look for the fear behind the behaviour. Mending comes before any consequence.'
    ]
  },
  'R.staffToKnow': { any: ['All teachers know what helps. Only the key adult and the head of year know the reasons.'] },
  'S.planA': { any: ['College, on the course that the open day was about.'] },
  'S.planB': { any: ['The sixth form here, with a day a week at a work placement.'] },
  'S.year11Transition': {
    any: ['A taster week in July, and a call from the college’s own tutor in the first week of August.']
  },
  'S.childsWishes': { any: ['{name} wants to finish the year here, and to have visited the new school twice before.'] },
  'S.keepDisruptionSmall': {
    any: [
      'Same timetable until the last day, a goodbye done properly, books sent ahead, and a first week that begins with three half days.',
      'The examination courses match; coursework goes with {name}; the tutor carries on for six weeks.'
    ]
  },
  'S.visits': { any: ['Two visits: one quiet, after school, with {carer}, and one for a whole morning with a buddy.'] },
  'S.routines': {
    any: ['A booklet with photographs, the map and the day’s times; a video call with the new key adult.']
  },
  'S.informationShared': {
    any: [
      'This plan, reading and maths records and what helps, to the new designated teacher, with {name}’s agreement.'
    ]
  },
  'S.bridgingPlan': { any: ['The old key adult telephones in weeks one and three. Tuition carries on unchanged.'] },
  'S.belonging': {
    any: ['A place in the new school’s {club} from the first week, and a form group with a child {name} knows.']
  },
  'S.continues': {
    any: ['The course goes on until July. The personal adviser keeps the pathway plan, with the bursary.']
  },
  'S.staysInTouch': {
    any: ['The personal adviser each fortnight, and {carer}, who has said that the door stays open.']
  },
  'S.housing': { any: ['Stays with {carer} under a staying-put arrangement.'] },
  'S.travel': { any: ['Bus, with a pass that the council pays for.'] }
}

/** What was written down of a meeting. */
export const meetingNotes: readonly string[] = [
  'A friendly meeting. {name} came for the first part and read out two things. We agreed the targets together and who does what.',
  'We began with what {name} is proud of. Attendance was explained; the tutor’s report was read. {carer} asked for a call on Fridays, which was agreed.',
  'Short and to the point. Last term’s targets first, then what would help now. {name}’s wish not to be taken out of lessons is now in the plan.'
]

/** What a child loves, the club that goes with it. */
export const loves: readonly (readonly [love: string, club: string])[] = [
  ['football', 'Ardenbury Juniors football'],
  ['drawing dragons', 'Saturday art club'],
  ['baking', 'cookery club'],
  ['horses', 'the riding stables'],
  ['dancing', 'street dance'],
  ['building with bricks', 'engineering club'],
  ['singing', 'the county choir'],
  ['cricket', 'Valeford cricket club'],
  ['fixing bicycles', 'the bike workshop'],
  ['reading about space', 'astronomy club'],
  ['swimming', 'Millbrook swimming club'],
  ['playing the drums', 'the samba band'],
  ['gardening', 'the allotment group'],
  ['chess', 'chess club']
]

/** What came of it, said back to the child. */
export const whatWasDone: Readonly<Record<string, string>> = {
  'Please say that I like it here.': 'We told everybody. You stay in the same class with the same key adult.',
  'Can meetings be after school, please?':
    'Not everybody can come so late. The meetings keep clear of the lessons that you like best.',
  'Say that I do not want to be taken out of lessons.': 'Nobody takes you out of lessons any more. We talk at lunch.',
  'That I want to be asked first.': 'Your tutor asks you first, before anything is sent to anybody.'
}
