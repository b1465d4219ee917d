import { type Finding, met, missing, weak } from './finding.ts'
import { adults, alsoNoun, empty, observable, opensNoun, outcome, vague } from './lexicon.ts'
import { startsFrom } from './measurable.ts'
import { quantitiesIn } from './quantities.ts'
import { namedTest } from './tests.ts'
import { base, plain, type Token, tokensOf } from './tokens.ts'
import { withoutDates } from './when.ts'

/** Specific: an observable action by the child, and where or in what. Vague words alone are not one. */
export function specific(text: string, area: string | null): Finding {
  const tokens = tokensOf(withoutDates(text))
  const adult = actsForChild(tokens)
  if (adult) return missing(`That is what ${adult} does. Say what the child will do because of it.`, adult)
  const help = given.exec(plain(text))?.[0]
  if (help) return missing('That is help which the child gets. Say what they will do because of it.', help)
  const actions = tokens.flatMap((token, at) =>
    isAction(tokens, at) ? [{ ...token, object: objectOf(tokens, at) }] : []
  )
  const [action] = actions
  const whole = actions.find(({ object }) => object.length > 0)
  if (whole) return met(whole.word, ...whole.object.slice(0, 2))
  const aim = tokens.find(({ word }) => outcome.has(base(word)))
  const figures = quantitiesIn(text)
  const test = namedTest(text)
  if (aim && (figures.length > 0 || test)) {
    const what = figures[0]?.words ?? test ?? ''
    const within = test || startsFrom(text) ? undefined : unseenIn(tokens)
    return within
      ? missing(`Nobody can see “${within}” itself. Say what we would see or hear: ${example(area)}`, aim.word, within)
      : met(aim.word, what)
  }
  if (action) return weak(`Say where or in what: ${example(area)}`, action.word)
  const knows = tokens.find(({ word }) => /^(?:know|learn|understand)$/.test(base(word)))
  if (knows && figures.length > 0)
    return weak(`How will they show it? “Says”, “writes” or “solves” can be seen: ${example(area)}`, knows.word)
  const blurred = tokens.filter(({ word }) => vague.has(word)).map(({ word }) => word)
  const first = blurred[0]
  return missing(
    first
      ? `“${first}” means something else to everybody. Say what we would see or hear: ${example(area)}`
      : `Say what the child will do that we can see or hear: ${example(area)}`,
    ...blurred.slice(0, 3)
  )
}

/** "Staff will …", "The social worker to provide …": the adult that acts, null where it is the child. */
function actsForChild(tokens: readonly Token[]): string | null {
  for (const [at, { word }] of tokens.entries()) {
    const title = titles.has(word) && postOf(tokens, at) > at
    const first = /^(?:the|all)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at
    const opens = tokens[first]?.opens || /^(?:that|if)$/.test(tokens[first - 1]?.word ?? '')
    if (!opens || !(title || adults.has(word))) continue
    const last = title && postOf(tokens, at) > at ? postOf(tokens, at) : at
    if (acting.test(tokens[last + 1]?.word ?? ''))
      return tokens
        .slice(at, last + 1)
        .map(one => one.word)
        .join(' ')
  }
  return null
}

/** Where a post of several words ends: "family support worker", "educational psychologist". */
const postOf = (tokens: readonly Token[], at: number): number =>
  [at + 1, at + 2].findLast(end => workers.test(tokens[end]?.word ?? '')) ?? at

/** What can be given to a child is not what they do. */
const given =
  /\b(?:receiv|access|benefit)\w*\b(?! (?:a |an |the )?(?:certificate|award|grade|merit|offer|reply))|\b(?:have|has|get|gets|be given|be offered|be provided with|given|take up)\b(?: [\w:'-]+){0,3}? (?:access|support|tuition|tutoring|therapy|mentoring|counselling|interventions?|opportunit\w+|provision|tutor|mentor|laptop)\b/i

/** States of mind and character that an aim may be about; a figure beside them counts something else. */
const inner =
  /^(?:self-?\w*|confidence|resilience|anxiety|wellbeing|well-being|motivation|attitudes?|behaviour|engagement|independence|relationships?|friendships?|understanding|awareness|skills?|happiness|ambitions?|aspirations?|concentration|focus|progress|enjoyment|participation|maturity|potential|emotions?|anger|empathy|trust|effort|organisation|outcomes?|standards?|destination|interactions?|communication|trouble)$/

/** Behind such a word these can be counted: "behaviour points". */
const counted = /^(?:points?|incidents?|marks?|cards?|logs?|scores?|scale|slips?|referrals?|sheets?)$/

/** The state of mind that the aim itself is about, past its adjectives. */
function unseenIn(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ word }) => outcome.has(base(word)))
  const first = /^(?:to|will)$/.test(tokens[at - 1]?.word ?? 'to') ? at + 1 : at
  return tokens
    .slice(first, at + 7)
    .find(({ word }, from) => inner.test(word) && !counted.test(tokens[first + from + 1]?.word ?? ''))?.word
}
const titles = new Set(
  'class foster social designated virtual teaching personal key family support learning educational independent youth pastoral attendance head care careers special speech'.split(
    ' '
  )
)
const workers =
  /^(?:workers?|teachers?|carers?|school|assistants?|advis[eo]rs?|person|mentors?|psychologist|officers?|therapists?|co-?ordinators?|tutors?|counsellors?|leads?|manager|nurse|team)$/
/** Shown only to whoever looks for it. */
const shown =
  /^(?:respect|kindness|interest|improvements?|care|consideration|commitment|willingness|signs?|more|better)$/
const acting = /^(?:to|will|should|must|provides?|offers?|gives?|supports?|can|needs?|has|have)$/

function isAction(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const previous = tokens[at - 1]
  const next = tokens[at + 1]
  if (/^(be|is)$/.test(token.word))
    return (
      next !== undefined &&
      /^(in|at|on|seated|dressed|present|sat|sitting|interviewed|filmed|tested)$/.test(next.word) &&
      tokens.length > at + 2
    )
  const verb = base(token.word)
  if (verb === 'try') return /^(?:a|an|one|two|three|four|five|new|\d+)$/.test(next?.word ?? '')
  if (verb === 'show') return !tokens.slice(at + 1, at + 4).some(({ word }) => inner.test(word) || shown.test(word))
  if (!observable.has(verb) && !observable.has(verb.replace(/^re-?/, ''))) return false
  if (verb === 'work')
    return /^(\d+|one|two|three|four|five|six|at)$/.test(next?.word ?? '') && !opensNoun.has(previous?.word ?? '')
  if (/^(harder|better|hard|well|nicely|sensibly|properly)$/.test(next?.word ?? '')) return false
  if (/^(raise|build|lift|boost)$/.test(verb) && tokens.slice(at + 1, at + 4).some(({ word }) => inner.test(word)))
    return false
  if (verb === 'make' && /^(good|better|more|expected|sure)$/.test(next?.word ?? '')) return false
  if (
    verb === 'make' &&
    tokens.slice(at + 1, at + 6).some(({ word }) => /^(progress|improvements?|gains?)$/.test(word))
  )
    return false
  if (verb === 'take' && /^(part|pride|responsibility|care|ownership)$/.test(next?.word ?? ''))
    return verb === 'take' && next?.word === 'part'
  if (verb === 'move' || verb === 'raise' || verb === 'score' || verb === 'come') {
    if (/^(on|up|forward|forwards|closer|towards|reading|attendance|his|her|their|from)$/.test(next?.word ?? ''))
      return false
  }
  if (verb === 'stay' || verb === 'remain') {
    if (/^(focused|positive|motivated|engaged|calm|happy|settled)$/.test(next?.word ?? '')) return false
  }
  if (!previous || token.opens || !alsoNoun.has(verb)) return !previous || token.opens || !opensNoun.has(previous.word)
  if (previous.word === 'and' || previous.word === 'or')
    return token.word === verb || tokens.some((_, before) => before < at - 1 && isAction(tokens, before))
  return at === 1 || previous.name || startsVerb.test(previous.word)
}

/** What stands before a verb, where the same word could be a noun. */
const startsVerb = /^(?:to|will|can|should|must|then|he|she|they|i|who|not|able|could|would|if|that|always|\w+ly)$/

/** The words of its clause after an action that say where or in what. Attending has its days and sessions for an object. */
function objectOf(tokens: readonly Token[], at: number): string[] {
  const attends = /^(attend|arrive|be|is|go|come)/.test(tokens[at]?.word ?? '')
  const after = tokens.slice(at + 1)
  const clause = after.findIndex(token => token.opens)
  return (clause < 0 ? after : after.slice(0, clause))
    .filter(({ word }) => (attends && /day|morning|afternoon|lesson|session|school|time/.test(word)) || !isEmpty(word))
    .map(({ word }) => word)
}

const isEmpty = (word: string) => empty.has(word) || vague.has(word) || /^\d+$/.test(word)

const examples: ReadonlyArray<readonly [RegExp, string]> = [
  [/read|phonic|literacy|english/, 'for reading, “reads a page of a level 12 book aloud with 9 words in 10 right”.'],
  [/writ|spell/, 'for writing, “writes five sentences, each with a capital letter and a full stop”.'],
  [/math|number|numeracy/, 'for maths, “recalls the 6 times table in under a minute”.'],
  [/attend|punctual/, 'for attendance, “attends every Monday morning for six weeks”.'],
  [
    /semh|social|emotion|behav|belong|friend/,
    'for feelings, “asks for a break with the card instead of leaving, four times out of five”.'
  ],
  [/career|work|course|transition|moving/, 'for what comes next, “visits two colleges and sends one application”.'],
  [/communic|language|speech/, 'for talking, “asks for help with a three-word sentence at snack time”.'],
  [/life|independ|self|physical/, 'for independence, “puts on her coat by herself on four days of five”.']
]
const example = (area: string | null): string =>
  examples.find(([topic]) => topic.test((area ?? '').toLowerCase()))?.[1] ??
  '“reads aloud”, “solves”, “attends”, “asks for help”, and in which lesson or place.'
