import { type Draft, openDrafts } from '../writing/drafts.ts'
import { type Asked, baseField, fill, readAnswers } from '../writing/fields.ts'
import { followOthers, type Others, sayWhere } from '../writing/others.ts'
import { openQueue, type Queue } from '../writing/queue.ts'
import type { Sent } from '../writing/send.ts'
import { openStatus, tell } from '../writing/status.ts'

/**
 * Each answer is saved as it is left, and kept on this device until the server has it. Without this island the same form
 * saves by its button, by the same rule.
 */

interface Writing {
  readonly person: string
  readonly pep: string
  readonly questions: readonly Asked[]
}

const form = document.querySelector<HTMLFormElement>('form[data-writing]')
const data = document.getElementById('writing')?.textContent
const place = document.querySelector<HTMLElement>('[data-saved]')
if (form && data && place) void write(form, JSON.parse(data) as Writing, openStatus(place))

async function write(form: HTMLFormElement, writing: Writing, status: ReturnType<typeof openStatus>): Promise<void> {
  const questions = writing.questions.filter(({ kind }) => kind !== 'file')
  const opening = openDrafts(writing.person)
  const said = new Map([...readAnswers(form, questions)].map(([id, { input }]) => [id, JSON.stringify(input)]))
  const queues = new Map<string, Queue>()
  const clashed = new Set<string>()
  const drafts = await opening
  let others: Others | null = null

  const queueOf = (question: string): Queue => {
    const known = queues.get(question)
    if (known) return known
    const base = Number(baseField(form, question)?.value || 0)
    const made = openQueue(base, drafts, (sent, draft, kept) => {
      if (sent.now === 'saved') {
        const field = baseField(form, question)
        if (field) field.value = String(sent.version)
        tell(question, sent.problem ? `${sent.problem}. It is kept as you typed it.` : '')
      }
      if (sent.now === 'clash') {
        clashed.add(question)
        const faster = sent.by ?? 'In another tab or on another device, you'
        tell(question, `${faster} wrote here at the same time. Both texts are kept.`, {
          text: 'See both and choose',
          href: `/peps/${draft.pep}/clashes`
        })
      }
      if (sent.now === 'refused') tell(question, sent.problem)
      stand(sent, kept)
    })
    queues.set(question, made)
    return made
  }

  /** "Saved" is said when nothing waits any more. */
  const stand = ({ now }: Sent, kept: boolean) => {
    const arrived = now === 'saved' || now === 'clash'
    if (!arrived) status.show(now, kept)
    else if (![...queues.values()].some(queue => queue.unsent)) status.show('saved', kept)
    if (now === 'waiting') again()
    others?.settle()
  }

  let pause = 2_000
  let timer: ReturnType<typeof setTimeout> | undefined
  const flushAll = async () => {
    clearTimeout(timer)
    timer = undefined
    await Promise.all([...queues.values()].filter(queue => queue.unsent).map(queue => queue.flush()))
    if (![...queues.values()].some(queue => queue.unsent)) pause = 2_000
  }
  const again = () => {
    timer ??= setTimeout(flushAll, pause)
    pause = Math.min(pause * 2, 30_000)
  }

  /** What a question says now, where that is new since it was last handed to its queue. */
  const newWords = (question: string): Draft | null => {
    const now = clashed.has(question) ? undefined : readAnswers(form, questions).get(question)
    if (!now) return null
    const words = JSON.stringify(now.input)
    if (words === said.get(question) && !now.still) return null
    said.set(question, words)
    return {
      person: writing.person,
      pep: writing.pep,
      question,
      value: now.input,
      still: now.still,
      base: queueOf(question).base,
      mutation: crypto.randomUUID(),
      at: Date.now()
    }
  }
  const leave = async (question: string) => {
    const draft = newWords(question)
    if (!draft) return
    status.show('saving', true)
    await queueOf(question).add(draft)
    await queueOf(question).flush()
  }

  const questionAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-question]')?.dataset.question : undefined
  const typing = new Map<string, ReturnType<typeof setTimeout>>()
  const soon = (question: string, delay: number) => {
    clearTimeout(typing.get(question))
    typing.set(
      question,
      setTimeout(() => {
        typing.delete(question)
        void leave(question)
      }, delay)
    )
  }
  form.addEventListener('input', ({ target }) => {
    const question = questionAt(target)
    if (question) soon(question, 1_500)
  })
  // A date has three boxes and a table many: it is left when the whole of it is. A button of the form saves by itself.
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    const question = questionAt(target)
    const pressed = relatedTarget instanceof HTMLButtonElement && relatedTarget.form === form
    if (question && !pressed && questionAt(relatedTarget) !== question) soon(question, 0)
    setTimeout(() => others?.settle(), 50)
  })

  let leaving = false
  form.addEventListener('submit', event => {
    for (const waiting of typing.values()) clearTimeout(waiting)
    typing.clear()
    if (leaving) return
    const fresh = questions.flatMap(({ id }) => newWords(id) ?? [])
    const overtakes = fresh.some(({ question }) => queues.get(question)?.unsent)
    if (navigator.onLine && !overtakes && ![...queues.values()].some(queue => queue.held)) {
      // The form itself carries the words; should it not arrive, they are here when the page is opened again.
      for (const draft of fresh) void drafts?.keep({ ...draft, posted: true })
      return
    }
    // What is on its way arrives first. Without a connection the page stays: an error page would take the words' place.
    event.preventDefault()
    const { submitter } = event
    void Promise.all(fresh.map(draft => queueOf(draft.question).add(draft))).then(async () => {
      await flushAll()
      if (!(await reachable())) return status.show('waiting', drafts !== null)
      leaving = true
      form.requestSubmit(submitter)
      leaving = false
    })
  })

  window.addEventListener('online', flushAll)
  new BroadcastChannel('openpep-session').addEventListener('message', flushAll)
  window.addEventListener('beforeunload', event => {
    const lost = [...queues.values()].some(queue => queue.unsent) && drafts === null
    if (lost) event.preventDefault()
  })

  const earlier = Map.groupBy((await drafts?.all()) ?? [], ({ pep, question }) => `${pep}/${question}`)
  for (const kept of earlier.values()) await bringBack(kept)
  const isBusy = (question: string) =>
    clashed.has(question) ||
    typing.has(question) ||
    queues.get(question)?.unsent === true ||
    questionAt(document.activeElement) === question ||
    JSON.stringify(readAnswers(form, questions).get(question)?.input) !== said.get(question)
  const drawn = (question: string) => {
    queues.delete(question)
    said.set(question, JSON.stringify(readAnswers(form, questions).get(question)?.input))
  }
  const base = (question: string) => queues.get(question)?.base ?? Number(baseField(form, question)?.value || 0)
  const ids = questions.map(({ id }) => id)
  others = followOthers(writing.pep, ids, { base, isBusy, drawn })
  sayWhere(writing.pep, form, questionAt)
  form.dataset.writing = 'ready'

  /** Words of an earlier page: shown again where their question stands here, and sent. */
  async function bringBack(kept: readonly Draft[]): Promise<void> {
    const last = kept.at(-1)
    if (!last) return
    const asked = last.pep === writing.pep ? questions.find(({ id }) => id === last.question) : undefined
    const queue = asked ? queueOf(asked.id) : openQueue(last.base, drafts, (sent, _draft, still) => stand(sent, still))
    if (asked && said.get(asked.id) === JSON.stringify(last.value)) {
      for (const { mutation } of kept) await drafts?.drop(mutation)
      return
    }
    if (asked && form) {
      fill(form, asked, last.value)
      said.set(asked.id, JSON.stringify(last.value))
    } else queues.set(`${last.pep}/${last.question}`, queue)
    queue.restore(kept)
    await queue.flush()
  }
}

/** Whether the service answers: asked before a page is left that holds words. */
const reachable = async (): Promise<boolean> => {
  const answer = await fetch('/session', { method: 'GET' }).catch(() => null)
  return answer?.ok ?? false
}
