/** Where to go after signing in: a path of our own with its query, else the first page. Never another site, whatever was sent. */
export function ownPath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || wanted.length > 500) return '/'
  const here = 'http://own.invalid'
  const url = URL.parse(wanted, here)
  // A browser reads `/\evil` and `/<tab>/evil` as another site; the parser does so too, and then the origin differs.
  if (!url || url.origin !== here || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
