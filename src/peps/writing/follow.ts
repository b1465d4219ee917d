/** What an open page is told of its plan while it is looked at: which texts are newer, and who is writing. Never the words. */
export interface Following {
  /** The version of each answer that changed; at first of all. */
  answers?(versions: Readonly<Record<string, number>>): void
  /** Another of its records changed. */
  plan?(): void
  writing?(people: ReadonlyArray<{ readonly question: string; readonly name: string }>): void
}

/** Only the page in view holds a stream: browsers open few connections to one server. Coming back begins with all versions. */
export function follow(pep: string, on: Following): void {
  let stream: EventSource | null = null
  const close = () => {
    stream?.close()
    stream = null
    on.writing?.([])
  }
  const open = () => {
    if (stream || document.visibilityState !== 'visible') return
    const made = new EventSource(`/peps/${pep}/events`)
    stream = made
    const hear = (event: string, heard: (data: never) => void) =>
      made.addEventListener(event, ({ data }: MessageEvent<string>) => heard(JSON.parse(data) as never))
    hear('answers', (versions: Record<string, number>) => on.answers?.(versions))
    hear('plan', () => on.plan?.())
    hear('writing', (people: { question: string; name: string }[]) => on.writing?.(people))
    hear('end', close)
    // Refused (nobody is signed in any more): the browser does not come again by itself.
    made.addEventListener('error', () => made.readyState === EventSource.CLOSED && close())
  }
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? open() : close()))
  // Signed in again, in another tab.
  new BroadcastChannel('openpep-session').addEventListener('message', open)
  open()
}

/** The page as it would be drawn now; null where it cannot be had. It is no sign of life: the session is not kept by it. */
export async function pageNow(): Promise<Document | null> {
  const answer = await fetch(location.href, { headers: { 'x-glance': 'yes' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}
