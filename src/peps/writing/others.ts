import { type Following, follow, pageNow } from './follow.ts'

/** What this page knows of one of its questions. */
export interface Own {
  /** The version that stands on the page. */
  base(question: string): number
  /** Its person is in it, or words of theirs are not saved yet: it is theirs alone until then. */
  isBusy(question: string): boolean
  /** The question was drawn anew. */
  drawn(question: string): void
}

export interface Others {
  /** Something is not busy any more: what waited may be drawn. */
  settle(): void
}

const placeOf = (root: ParentNode, question: string) =>
  root.querySelector<HTMLElement>(`[data-question="${CSS.escape(question)}"]`)

/** A clash is told there already. */
const isTold = (question: string) => placeOf(document, question)?.querySelector('.question__told') != null

/**
 * Others' words appear in every answer that this person is not in; where they are, it says so, and the rule of saving shows
 * both texts. Who is writing where stands at the question.
 */
export function followOthers(pep: string, questions: readonly string[], own: Own): Others {
  const newest = new Map<string, number>()
  let drawing = false

  let people: Parameters<NonNullable<Following['writing']>>[0] = []

  const behind = () =>
    questions.filter(question => placeOf(document, question) && (newest.get(question) ?? 0) > own.base(question))
  const settle = () => {
    const waiting = behind()
    for (const question of questions)
      say(question, 'changed', waiting.includes(question) && own.isBusy(question) && !isTold(question))
    if (waiting.some(question => !own.isBusy(question))) void draw()
  }
  const draw = async () => {
    if (drawing) return
    drawing = true
    const page = await pageNow()
    drawing = false
    if (!page) return
    for (const question of behind()) {
      const [old, fresh] = [placeOf(document, question), placeOf(page, question)]
      // A question holds those that its answer opens: all of it is left alone while one of them is busy.
      const within = [...(old?.querySelectorAll<HTMLElement>('[data-question]') ?? [])].map(one => one.dataset.question)
      const all = [question, ...within.filter(one => one !== undefined)]
      if (!old || !fresh || all.some(own.isBusy)) continue
      old.replaceWith(document.adoptNode(fresh))
      fresh.classList.add('question--fresh')
      document.dispatchEvent(new CustomEvent('drawn', { detail: fresh }))
      for (const one of all) own.drawn(one)
    }
    sayWho()
  }
  const sayWho = () => {
    for (const question of questions) {
      const names = people.filter(one => one.question === question).map(({ name }) => name)
      say(question, 'here', names.length > 0, `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} writing here`)
    }
  }

  follow(pep, {
    answers: versions => {
      for (const [question, version] of Object.entries(versions)) newest.set(question, version)
      settle()
    },
    writing: now => {
      people = now
      sayWho()
    }
  })
  return { settle }
}

const changedWords = 'Somebody else has changed this answer meanwhile. What you write is kept too, and you can choose.'

/** A line at the head of the question, there or not. */
function say(question: string, kind: 'here' | 'changed', is: boolean, words = changedWords): void {
  const place = placeOf(document, question)
  const line = place?.querySelector<HTMLElement>(`:scope > .question__${kind}`)
  if (!is) line?.remove()
  if (line && is && line.textContent !== words) line.textContent = words
  if (!is || line) return
  const made = document.createElement('p')
  made.className = `question__${kind}`
  made.setAttribute('role', 'status')
  made.textContent = words
  place?.prepend(made)
}

/**
 * Says where its person is writing: anew every five seconds at most, and once when they leave the question. Of a page
 * that was closed it is forgotten by itself.
 */
export function sayWhere(
  pep: string,
  form: HTMLFormElement,
  questionAt: (target: EventTarget | null) => string | undefined
) {
  let said: { readonly question: string; readonly at: number } | null = null
  const send = (question: string, writing: boolean) =>
    void fetch(`/peps/${pep}/writing/${encodeURIComponent(question)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ writing })
    }).catch(() => undefined)
  const leave = () => {
    if (said) send(said.question, false)
    said = null
  }
  const write = ({ target }: Event) => {
    const question = questionAt(target)
    if (!question || (said?.question === question && Date.now() - said.at < 5_000)) return
    said = { question, at: Date.now() }
    send(question, true)
  }
  form.addEventListener('focusin', write)
  form.addEventListener('input', write)
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (questionAt(relatedTarget) !== said?.question) leave()
  })
}
