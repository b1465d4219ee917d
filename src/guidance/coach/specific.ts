import { type Finding, met, missing, weak } from './finding.ts'
import { adults, alsoNoun, empty, observable, opensNoun, outcome, vague } from './lexicon.ts'
import { quantitiesIn } from './quantities.ts'
import { namedTest } from './tests.ts'
import { base, type Token, tokensOf } from './tokens.ts'
import { withoutDates } from './when.ts'

/** Specific: an observable action by the child, and where or in what. Vague words alone are not one. */
export function specific(text: string, area: string | null): Finding {
  const tokens = tokensOf(withoutDates(text))
  const adult = actsForChild(tokens)
  if (adult) return missing(`That is what ${adult} does. Say what the child will do because of it.`, adult)
  const seen = tokens.findIndex((_, at) => isAction(tokens, at))
  const action = tokens[seen]
  if (action) {
    const object = objectOf(tokens, seen)
    if (object.length > 0) return met(action.word, ...object.slice(0, 2))
  }
  const aim = tokens.find(({ word }) => outcome.has(base(word)))
  const figures = quantitiesIn(text)
  const test = namedTest(text)
  if (aim && (figures.length > 0 || test)) {
    const what = figures[0]?.words ?? test ?? ''
    return /\bprogress\b/i.test(text) && !test
      ? weak(`“Progress” can be many things: ${example(area)}`, aim.word, what)
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
    const title = titles.has(word) && workers.test(tokens[at + 1]?.word ?? '')
    const first = /^(?:the|all)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at
    const opens = tokens[first]?.opens || /^(?:that|if)$/.test(tokens[first - 1]?.word ?? '')
    if (!opens || !(title || adults.has(word))) continue
    const does = tokens[at + (title ? 2 : 1)]?.word ?? ''
    if (acting.test(does)) return title ? `${word} ${tokens[at + 1]?.word}` : word
  }
  return null
}
const titles = new Set(['class', 'foster', 'social', 'designated', 'virtual', 'teaching'])
const workers = /^(?:worker|teacher|carers?|school|assistant)$/
const acting = /^(?:to|will|should|must|provides?|offers?|gives?|supports?|can|needs?|has|have)$/

function isAction(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const previous = tokens[at - 1]
  const next = tokens[at + 1]
  if (/^(be|is)$/.test(token.word))
    return (
      next !== undefined && /^(in|at|on|seated|dressed|present|sat|sitting)$/.test(next.word) && tokens.length > at + 2
    )
  const verb = base(token.word)
  if (!observable.has(verb)) return false
  if (verb === 'work')
    return /^(\d+|one|two|three|four|five|six|at)$/.test(next?.word ?? '') && !opensNoun.has(previous?.word ?? '')
  if (verb === 'make' && /^(progress|good|better|more|expected|sure|improvement|improvements)$/.test(next?.word ?? ''))
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
