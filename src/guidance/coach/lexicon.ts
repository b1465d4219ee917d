/** The coach's vocabulary: plain lists, so that a teacher can disagree with a word and a reader can find it. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** What a child can be seen or heard to do. */
export const observable = words(`
  add apply arrive ask attend blend borrow bring browse build button calculate carry catch choose circle climb clap
  collect colour come compare complete compose contribute convert cook copy correct create cut cycle decode deliver demonstrate
  describe design divide draft draw dress drink eat email enrol enter explain express fasten feed fetch fill finish follow
  gather give go greet halve hand hold hop identify infer initiate interview invite join jump justify kick label leave listen
  make measure memorise multiply obtain offer open paint park pass pay perform pick plot post pour predict prepare present
  produce pronounce punctuate put queue quote raise read rearrange recall recite recognise re-read reread register rehearse
  remain remember remove repeat replace reply request research respond retell retrieve return revise revisit ride ring rhyme
  round save say segment select send separate sequence sew share sign sing sit sketch skip solve speak spell
  stand stay stick stop submit subtract summarise swap swim take tell thank throw thread tick tidy tie touch trace
  transcribe translate travel type undo upload verbalise visit volunteer wait walk wash wave wear wipe withdraw write zip
  answer book call count list name order phone play point practise record report score sort talk use work
  approach apologise attempt accept evaluate analyse annotate edit proofread estimate partition regroup round simplify factorise
  interpret investigate discuss debate interact smile settle-down brush comb swallow kneel crawl balance push pull roll stack
  match mix narrate log track budget shop clean iron hoover pack unpack catch-up check contact confirm download print scan
  choose vote chair lead coach mentor captain compete train enlist audition qualify resit sit-up graduate move
  start begin find plan turn set line sound help run spend cross locate hang look watch study highlight underline redo retake
  tolerate text message unzip lace rehearse recover taste sleep wake knock redraft
`)

/** Also nouns: a verb only where a verb can stand. */
export const alsoNoun = words(`
  answer book call count list name order phone play point record report score sort talk use share visit cook copy
  hand hold jump kick label leave paint park pass plot post present produce queue quote raise repeat reply request research
  respond return ride ring rhyme round sign sketch skip stand stay stick stop swap swim take thread tick tie touch trace
  walk wash wave wear wipe zip interview hop feed fetch fill finish email draft draw dress drink cut cycle design colour
  circle check match mix log track budget shop iron pack print scan contact estimate balance push pull roll brush comb vote
  lead coach mentor train move debate attempt approach smile chair catch make practice build offer invite
  start plan turn set line sound help run cross look watch study taste sleep wake knock find text message
`)

/** They say where a child should get to: specific only with a figure, a level or a named test. */
export const outcome = words(`
  increase raise reduce decrease lower improve reach achieve attain gain get earn have receive keep maintain secure move
  progress rise cut limit double halve meet drop close narrow exceed score sustain bring obtain hit lift boost lose miss avoid
`)

/** Vague on their own: nobody could say whether it happened. */
export const vague = words(`
  improve improved improving better best continue continues work working try trying harder confident confidence confidently
  engage engages engaged engagement develop develops developing support supported focus focused behave behaviour progress
  understand understanding know learn learning enjoy feel feels aware awareness appreciate settle settled potential encourage
  promote ensure maintain access participate consolidate enhance manage cope aspire aspirations resilience resilient
  positive positively appropriate appropriately good nice happy happier motivated motivation attitude effort skills ability
  success succeed catch-up gap peers expected more less
`)

/** What an adult or a service does: an action of the plan, not what the child will do. */
export const adults = words(`
  staff school teacher teachers ta tas senco sendco carer carers tutor mentor parent parents adults adult college nursery
  we professionals dt sw elsa keyworker mum dad
`)

/** Places and things that a determiner or preposition opens: what follows is a noun. */
export const opensNoun = words(`
  the a an his her their its my your our this these those of in with for on at by from per some any each every no
  more better good great own new other first second third next last
`)

/** Words that say nothing about where or in what. */
export const empty = words(`
  the a an his her their its my your our this that these those and or but of in with for on at by from to as so than then
  be is are was were been being it he she they him them we i you will would can could should must may might able more less
  most much many better well good best often regularly sometimes usually always again also too very really just when where
  while during independently confidently appropriately successfully consistently where needed possible necessary time
  please not out up down into over about both all every each day days week weeks daily weekly night nightly term terms
  year month months least same own any some other others further continue continues
`)

/** Nouns that a figure counts: bare after "in", "on", "for", the figure is missing. */
export const unitNouns = words(`
  times days weeks mornings afternoons lessons sessions minutes seconds hours words sentences questions paragraphs pages
  chapters marks occasions nights evenings attempts visits applications spellings prompts reminders incidents exclusions
  suspensions detentions merits credits metres lengths pieces
`)

export const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  no: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100
}
