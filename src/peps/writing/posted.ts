/** Which form this tab sent last, by the name under which its words are kept here: a random id. */
const name = 'openpep-posted'

export const posting = (mutation: string): void => sessionStorage.setItem(name, mutation)

/**
 * What was sent and has arrived: the service answers a form that it took by leading on. A form that comes back, or an error,
 * is an answer without a redirect: its words are kept, and the page is told whose they are.
 */
export function arrived(): string | null {
  const mutation = sessionStorage.getItem(name)
  if (!mutation) return null
  sessionStorage.removeItem(name)
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (navigation && navigation.redirectCount > 0) return mutation
  document.documentElement.dataset.cameBack = mutation
  return null
}

/** The form on this page came back: under which name its words are kept. */
export const cameBack = (): string | undefined => document.documentElement.dataset.cameBack
