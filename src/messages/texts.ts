import { accessTexts } from './access-texts.ts'
import { digestText } from './digest-text.ts'
import { byThisAddress, type Linked, longDate, noAccount, notToPassOn, type Text, text } from './text.ts'

/**
 * The words of every message: what waits, and a link. No personal data: no child's name, no place, no words of anybody.
 * The facts that a text takes are dates and links only, so that there is nothing it could give away.
 */
interface AtMeeting extends Linked {
  readonly on: Temporal.PlainDate
  readonly at: Temporal.PlainTime | null
}
interface Due extends Linked {
  readonly due: Temporal.PlainDate
}

const when = ({ on, at }: AtMeeting): string =>
  at === null ? longDate(on) : `${longDate(on)} at ${at.toString({ smallestUnit: 'minute' })}`

export const texts = {
  ...accessTexts,
  invited: (facts: AtMeeting) =>
    text(
      `You are invited to a PEP meeting on ${longDate(facts.on)}`,
      [
        `You are invited to a Personal Education Plan meeting on ${when(facts)}. A file for your calendar comes with this message.`,
        'Open PEP tells you whose plan it is and where to go:'
      ],
      facts.link
    ),
  'meeting moved': (facts: AtMeeting) =>
    text(
      `A PEP meeting has moved to ${longDate(facts.on)}`,
      [
        `A Personal Education Plan meeting that you are invited to has changed. It is now on ${when(facts)}. The file that comes with this message puts the new time into your calendar.`,
        'Open PEP tells you which one it is and where to go:'
      ],
      facts.link
    ),
  'meeting cancelled': (facts: AtMeeting) =>
    text(
      `A PEP meeting on ${longDate(facts.on)} will not take place`,
      [
        `You are no longer expected at the Personal Education Plan meeting on ${when(facts)}. The file that comes with this message takes it out of your calendar.`,
        'If you have questions, look here:'
      ],
      facts.link
    ),
  'invitation answered': (facts: Linked) =>
    text(
      'Somebody cannot come to a PEP meeting',
      [
        'Somebody who is invited to a Personal Education Plan meeting cannot come, or sends their views instead. What they say is here:'
      ],
      facts.link
    ),
  'dates proposed': (facts: Linked & { readonly dates: ReadonlyArray<{ on: Temporal.PlainDate; at: string }> }) =>
    text(
      'Which date suits you for a PEP meeting?',
      [
        'A Personal Education Plan meeting is being arranged, and you are asked to come. These dates are possible:',
        facts.dates.map(({ on, at }) => `${longDate(on)} at ${at}`).join('\n'),
        `Please say which suit you. ${noAccount}`
      ],
      facts.link
    ),
  'dates answered': (facts: Linked) =>
    text(
      'Everybody has said which date suits',
      ['Everybody whom you asked about a Personal Education Plan meeting has answered. Please settle a date:'],
      facts.link
    ),
  'views asked': (facts: Due) =>
    text(
      `What do you think? Please tell us by ${longDate(facts.due)}`,
      [
        'A plan for school is being made, and what you think matters. Please answer a few questions. It takes about ten minutes.',
        `Please do it by ${longDate(facts.due)}. ${notToPassOn}`
      ],
      facts.link
    ),
  'views received': (facts: Linked) =>
    text(
      'Somebody has given their views',
      ['Views that you asked for have come in. Please read them before the meeting:'],
      facts.link
    ),
  'views unread': ({ on, link }: Linked & { readonly on: Temporal.PlainDate }) =>
    text(
      'Somebody’s views have not been read yet',
      [
        `Somebody gave their views for a Personal Education Plan on ${longDate(on)}, and nobody has marked them as read. Please see that they are read today:`
      ],
      link
    ),
  submitted: (facts: Due) =>
    text(
      'A plan is waiting for you',
      [
        `A Personal Education Plan has been submitted. Please look at it by ${longDate(facts.due)}. It is not yet signed off.`
      ],
      facts.link
    ),
  returned: (facts: Due) =>
    text(
      'Part of a plan has come back to you',
      [
        `The Virtual School has returned part of a Personal Education Plan, with the reason. Please put it right and submit it again by ${longDate(facts.due)}.`
      ],
      facts.link
    ),
  'section asked': (facts: Due) =>
    text(
      'You are asked to write a part of a plan',
      [`Somebody asks you to fill in a part of a Personal Education Plan by ${longDate(facts.due)}. ${byThisAddress}`],
      facts.link
    ),
  'correction asked': (facts: Due) =>
    text(
      'Please look again at one of your answers',
      [
        `Somebody asks you to correct an answer in a Personal Education Plan. Please correct it, or say why not, by ${longDate(facts.due)}.`
      ],
      facts.link
    ),
  'correction settled': (facts: Linked) =>
    text(
      'A correction that you asked for has an answer',
      ['Please look at what was changed, or at the reason why it was not:'],
      facts.link
    ),
  'signed off': (facts: Due) =>
    text(
      'A plan is signed off: please save the copy',
      [
        `A Personal Education Plan is signed off. Sign in and download the full copy, save it to the case record by ${longDate(facts.due)}, and say so in Open PEP.`
      ],
      facts.link
    ),
  'copy ready': (facts: Linked) =>
    text(
      'A plan is ready for you to read',
      ['A Personal Education Plan is signed off. Your copy is here after you sign in:'],
      facts.link
    ),
  'copy filed': (facts: Linked) =>
    text(
      'A plan is in the case record',
      ['The case record has taken a Personal Education Plan that was sent to it. You need not save it by hand.'],
      facts.link
    ),
  'concern raised': (facts: Linked) =>
    text(
      'A question for the Virtual School',
      ['Somebody has put a question or a concern about a plan to you. Please read it and answer:'],
      facts.link
    ),
  'concern answered': (facts: Linked) =>
    text('Your question has an answer', ['The Virtual School has answered what you asked about a plan:'], facts.link),
  'child begins': ({ on, link }: Linked & { readonly on: Temporal.PlainDate }) =>
    text(
      `A child comes to you on ${longDate(on)}`,
      [
        `From ${longDate(on)} you are one of those who look after the education of a child in care. You see the record in Open PEP from that day:`
      ],
      link
    ),
  'change recorded': (facts: Linked) =>
    text(
      'Somebody has recorded a change for a child',
      ['A change of setting was recorded for a child you work with. Please see that it is right:'],
      facts.link
    ),
  'approval needed': (facts: Linked) =>
    text(
      'A move in year 10 or 11 needs approval',
      ['A move that disrupts year 10 or 11 was recorded. The nominated officer’s approval is still to be filled in:'],
      facts.link
    ),
  'moved without approval': (facts: Linked) =>
    text(
      'A move in year 10 or 11 took place without approval',
      [
        'A child in year 10 or 11 has moved school, and the nominated officer’s approval is not recorded. Please have it filled in, or say that it was an emergency:'
      ],
      facts.link
    ),
  'teacher wanted': (facts: Linked) =>
    text(
      'A setting has no designated teacher',
      [
        'A child goes to a setting where no designated teacher is recorded. Nobody there can see the plan until one is:'
      ],
      facts.link
    ),
  'transfer pack': (facts: Linked) =>
    text(
      'A transfer pack is ready',
      ['What the last setting hands over about a child is ready for you. Please take it and say that you have it:'],
      facts.link
    ),
  'file imported': (facts: Linked) =>
    text(
      'A file was imported from the folder',
      ['A file in the import folder was imported by itself, as you have chosen. What it changed is here:'],
      facts.link
    ),
  'file waits': (facts: Linked) =>
    text(
      'A file in the import folder waits for you',
      [
        'A file in the import folder was looked at and waits for you: it was only checked, or could not be taken. Why is here:'
      ],
      facts.link
    ),
  reminded: (facts: Linked) =>
    text(
      'Somebody waits for a step of yours',
      ['Somebody who works with you on a Personal Education Plan reminds you of a step that is late or due this week:'],
      facts.link
    ),
  digest: digestText,
  'late at your setting': ({ link }: Linked) =>
    text(
      'A Personal Education Plan is late at your setting',
      [
        'A step of a Personal Education Plan at your setting has been late for some days. Please ask your designated teacher, who sees which one it is. Why you get this, and what to do:'
      ],
      link
    ),
  'targets shared': (facts: Linked) =>
    text(
      'You have a part in a plan',
      [
        'You are named in a target or an action of a Personal Education Plan. It is in force from today, and not yet signed off. This is your part:'
      ],
      facts.link
    )
} as const satisfies Record<string, (facts: never) => Text>
