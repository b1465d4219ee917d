/** A visitor without a browser: keeps cookies, takes the form token from the page, follows nothing by itself. */
export class Visitor {
  readonly #url: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string, cookie?: string) {
    this.#url = url
    if (cookie) this.#keep(cookie)
  }

  get = (path: string): Promise<Answer> => this.#ask(path, {})

  /** Posts a form with the token of the page at `from` (default: the same address). */
  async post(path: string, fields: Record<string, string>, from = path): Promise<Answer> {
    const page = await this.get(from)
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    return this.#ask(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) })
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.#url), { ...init, headers: { cookie }, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return {
      status: answer.status,
      to: answer.headers.get('location'),
      text: await answer.text(),
      headers: answer.headers
    }
  }

  #keep(line: string): void {
    const [pair = '', ...rest] = line.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (rest.some(part => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(part))) this.#cookies.delete(name)
    else this.#cookies.set(name, pair.slice(pair.indexOf('=') + 1))
  }
}

export interface Answer {
  readonly status: number
  /** Where a redirect leads. */
  readonly to: string | null
  readonly text: string
  readonly headers: Headers
}
