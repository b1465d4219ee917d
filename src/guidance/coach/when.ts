import { plain } from './tokens.ts'

/** Dates in words. A month alone needs a word before it: May, June and April are people too. */

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)'
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`
const before =
  '(?:by|before|until|till|in|from|of|on|during|for|between|and|mid|early|late|at)(?: the)?(?: (?:start|beginning|middle|end))?(?: of)?(?: the)?'
const season = '(?:autumn|spring|summer|christmas|easter|winter|michaelmas|lent|whitsun)'
const span = String.raw`(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|few)`
const length = '(?:day|week|fortnight|month|half[- ]term|term)s?'

const dates = [
  String.raw`\b(?:${before} )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?${ordinal}(?: of)? ${month}\b,?(?: \d{4})?`,
  String.raw`\b(?:${before} )?${month} ${ordinal}\b(?!\s*%),?(?: \d{4})?`,
  String.raw`\b(?:by|before|until|till|in|during|mid|early|late|(?:start|beginning|middle|end) of)[ -]${month}\b(?: \d{4}| half[- ]term)?`,
  String.raw`\b${month} \d{4}\b`,
  String.raw`\b(?:${before} )?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b`,
  String.raw`\b(?:${before} )?\d{4}-\d{2}-\d{2}\b`,
  String.raw`\b(?:${before} |(?:this|next|each) )*(?:${season} )?half[- ]?term\b(?: \d)?`,
  String.raw`\b${before} ${season}\b(?: terms?| holidays?| break| half[- ]term| exams?)?(?: \d{4})?(?: \d)?`,
  String.raw`\b(?:${before} |(?:this|next) )+(?:${season} |school |this |next )*term\b(?: \d)?(?: \d{4})?`,
  String.raw`\bend[- ]of[- ](?:the )?(?:this |next )?(?:${season} )?term\b`,
  String.raw`\b(?:by |before |at )?(?:the )?end of (?:the |this )?(?:academic |school )?year\b(?: \d+)?`,
  String.raw`\b(?:by|before|until) (?:the |his |her |their |my )?(?:next )?(?:pep|review|meeting|parents' evening|annual review|mock exams?|mocks|exams|summer exams)\b(?: (?:meeting|review))?`,
  String.raw`\bnext (?:pep|review meeting|meeting|review)\b`,
  String.raw`\b(?:within|in|over|during|for|after) (?:the )?(?:next |first |coming )?${span} (?:school |more |consecutive )?${length}\b(?! (?:in a row|running|out of|in succession|a ))`,
  String.raw`\bby week \d+\b`
]
const pattern = new RegExp(dates.join('|'), 'gi')

/** The words of a text that name a day, or the end of a stretch of time. */
export const datesIn = (text: string): string[] =>
  [...plain(text).matchAll(pattern)].map(([found]) => found.trim()).filter(found => !isDuration(found))

/** How long it is kept up: "for six weeks". */
export const durationIn = (text: string): string | undefined =>
  [...plain(text).matchAll(pattern)].map(([found]) => found.trim()).find(isDuration)

/** "for six weeks" is how long something is kept up, which measures; "within six weeks" is by when. */
const isDuration = (found: string) =>
  /^for (?!the next)/i.test(found) && /(day|week|fortnight|month|term)s?$/i.test(found)

export const withoutDates = (text: string): string =>
  plain(text).replace(pattern, found => (isDuration(found) ? found : ' '))
