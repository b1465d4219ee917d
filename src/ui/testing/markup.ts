/** Compares markup by meaning: whitespace, the order of attributes and classes, and entities do not count. */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  copy: '©',
  ctdot: '⋯'
}

const decode = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return entities[name ?? ''] ?? whole
  })

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim()

function normaliseTag(tag: string): string {
  const [, name = '', rest = ''] = /^<([\w-]+)([\s\S]*?)\/?>$/.exec(tag) ?? []
  const attributes = [...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = '', raw = '']) => {
    const value = collapse(decode(raw))
    return `${key}=${JSON.stringify(key === 'class' ? value.split(' ').sort().join(' ') : value)}`
  })
  return `<${[name, ...attributes.sort()].join(' ')}>`
}

/** One token a line, so that a difference reads well. */
export function normaliseMarkup(html: string): string {
  const tokens = html.match(/<!--[\s\S]*?-->|<\/?[a-z][^>]*>|[^<]+/gi) ?? []
  return tokens
    .filter(token => !token.startsWith('<!--') && !/^<\/(path|input)>$/.test(token))
    .map(token => {
      if (token.startsWith('</')) return token
      return token.startsWith('<') ? normaliseTag(token) : collapse(decode(token))
    })
    .filter(token => token !== '')
    .join('\n')
}
