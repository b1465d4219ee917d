import type { ComponentChildren } from 'preact'
import { BackLink } from './components/back-link.tsx'
import { Button } from './components/button.tsx'
import { ErrorSummary } from './components/error-summary.tsx'

/** The five ways in which a page can fail. Each is what stands inside the `Layout`. */

function Failure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </div>
  )
}

const StartAgain = ({ href = '/' }: { href?: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      Go to what you need to do
    </a>
  </p>
)

/** Nothing is there, or it is not theirs: the two must look the same. */
export function NotFound() {
  return (
    <Failure title="Page not found">
      <p class="govuk-body">If you typed the address, check it. If you pasted it, check that you copied all of it.</p>
      <p class="govuk-body">
        If a link brought you here, the page may have moved or may not be yours to see. Access follows who is
        responsible for a child today. Get help below if you think that you should see it.
      </p>
      <StartAgain />
    </Failure>
  )
}

/** An administrator looks at what a colleague sees: this page is not for that, or would act. */
export function NotInPreview() {
  return (
    <Failure title="Not in a preview">
      <p class="govuk-body">
        You are looking at what a colleague sees. Nothing has been changed, and nothing can be until you end the
        preview.
      </p>
      <p class="govuk-body">
        Their account, their messages, files, and pages that you may not open yourself are not shown in it.
      </p>
      <StartAgain />
    </Failure>
  )
}

/** They may see the thing but not do this to it. `reason` is a whole sentence that says who may. */
export function Forbidden({ reason }: { reason?: string }) {
  return (
    <Failure title="You cannot do this">
      <p class="govuk-body">{reason ?? 'Your role does not allow this step.'}</p>
      <p class="govuk-body">Nothing has been changed. Get help below if this is part of your work.</p>
      <StartAgain />
    </Failure>
  )
}

export interface InvalidProps {
  /** What is wrong and how to mend it, one by one. */
  problems: ReadonlyArray<{ text: ComponentChildren; href?: string }>
  /** The page where it can be mended. */
  backHref?: string
}

/** What was sent makes no sense and there is no form to show it in. */
export function Invalid({ problems, backHref }: InvalidProps) {
  return (
    <Failure title="We could not use what was sent">
      <ErrorSummary errors={problems} />
      <p class="govuk-body">Nothing has been changed.</p>
      {backHref ? <BackLink href={backHref}>Go back and mend it</BackLink> : <StartAgain />}
    </Failure>
  )
}

/** One of two versions. `by` is null where it is the reader's own. */
export interface Rival {
  readonly by: string | null
  /** In words: `10 November 2026 at 10:42`. */
  readonly at: string
  readonly value: ComponentChildren
}

export interface StaleProps {
  /** What was being changed, in the words of its question. */
  what: string
  /** The later version, which stands nowhere yet; the reader's own unless it says otherwise. */
  mine: Pick<Rival, 'value'> & Partial<Rival>
  /** The version that was saved first, and stands. */
  theirs: Rival
  /** Where the choice is posted, as `keep=mine` or `keep=theirs`, and what must go with it. */
  choice: { action: string; csrf?: string; fields?: Readonly<Record<string, string>> }
}

/** Two saved at once: both versions, and nothing lost until somebody chooses. */
export function Stale({ what, mine, theirs, choice }: StaleProps) {
  const writer = mine.by ?? null
  const alone = writer === null && theirs.by === null
  const saidBy = theirs.by ?? 'You'
  return (
    <>
      <h1 class="govuk-heading-l">{staleTitle(writer, theirs.by)}</h1>
      <p class="govuk-body-l">{what}</p>
      <p class="govuk-body">
        {alone
          ? `The first was saved on ${theirs.at}, the second from a page that still showed the text before it: another tab, or another device.`
          : `${saidBy} saved first, on ${theirs.at}.`}{' '}
        Both versions are kept until {writer === null || theirs.by === null ? 'you choose' : 'somebody chooses'}.
      </p>
      <form method="post" action={choice.action}>
        {choice.csrf ? <input type="hidden" name="_csrf" value={choice.csrf} /> : null}
        {Object.entries(choice.fields ?? {}).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="versions">
          {alone ? (
            <>
              <Version title="What you wrote first" button="Keep the first" keep="theirs" value={theirs.value} />
              <Version title="What you wrote second" button="Keep the second" keep="mine" value={mine.value} />
            </>
          ) : (
            <>
              <Version {...named(writer)} keep="mine" value={mine.value} />
              <Version {...named(theirs.by)} keep="theirs" value={theirs.value} />
            </>
          )}
        </div>
      </form>
    </>
  )
}

/** The page's title; null is the reader. */
export function staleTitle(later: string | null, first: string | null): string {
  if (later === null && first === null) return 'You wrote this twice, on two pages'
  if (later === null) return 'Somebody else changed this while you were writing'
  return first === null ? `${later} changed this while you were writing` : 'Two people wrote this at the same time'
}

const named = (by: string | null) =>
  by === null ? { title: 'Yours', button: 'Keep mine' } : { title: `From ${by}`, button: `Keep what ${by} wrote` }

interface VersionProps {
  title: string
  button: string
  keep: 'mine' | 'theirs'
  value: ComponentChildren
}

function Version({ title, button, keep, value }: VersionProps) {
  return (
    <section class="card">
      <h2 class="govuk-heading-m">{title}</h2>
      <p class="govuk-body as-written">{value || 'Left empty'}</p>
      <Button name="keep" value={keep} kind="secondary" preventDoubleClick>
        {button}
      </Button>
    </section>
  )
}

/** We are at fault. `reference` lets support find it in the log; it names nobody. */
export function Unavailable({ reference, tryAgainHref }: { reference?: string; tryAgainHref?: string }) {
  return (
    <Failure title="Sorry, this is not working just now">
      <p class="govuk-body">What you saved before is safe. What you just sent may not have been saved.</p>
      <p class="govuk-body">Wait a minute and try again.</p>
      {reference ? <p class="govuk-body">If you ask for help, give this reference: {reference}.</p> : null}
      <StartAgain href={tryAgainHref} />
    </Failure>
  )
}
