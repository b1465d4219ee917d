import type { FastifyInstance } from 'fastify'
import type { Service } from './service.ts'

/** The one place for what nobody foresaw: logged without what was sent, answered in plain words. */
export function answerFailure(app: FastifyInstance, service: Service): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string; syscall?: string }, request, reply) => {
    const status = error.statusCode ?? (error.code?.startsWith('08') || error.syscall === 'connect' ? 503 : 500)
    if (status >= 500) service.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    const { title, words } = wordsFor(status, error)
    return reply
      .status(status)
      .type('text/html; charset=utf-8')
      .send(failurePage(service, title, words))
  })
  app.setNotFoundHandler((_request, reply) =>
    reply
      .status(404)
      .type('text/html; charset=utf-8')
      .send(
        failurePage(
          service,
          'Page not found',
          'If you typed the address, check it. Access follows who is responsible for a child today.'
        )
      )
  )
}

function wordsFor(status: number, error: { code?: string }): { title: string; words: string } {
  if (status === 413)
    return {
      title: 'This file is too large',
      words: 'A file may have 20 MB at most. Nothing has been changed. Go back and choose a smaller file.'
    }
  if (error.code?.startsWith('FST_CSRF')) {
    return {
      title: 'This page was open too long',
      words: 'Nothing has been changed. Go back, reload the page and try again.'
    }
  }
  if (status < 500)
    return { title: 'We could not use what was sent', words: 'Nothing has been changed. Go back and try again.' }
  return {
    title: 'The service is not available',
    words: 'Nothing that you were told was saved is lost. Try again in a minute.'
  }
}

const failurePage = (service: Service, title: string, words: string) =>
  `<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Open PEP</title><link rel="stylesheet" href="${service.asset('main.css')}"></head><body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper" id="main-content"><h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words}</p><p class="govuk-body"><a class="govuk-link" href="/">Go to what you need to do</a></p><p class="govuk-body">Worried about a child’s safety? Do not wait for this page: telephone your council’s front door, or 999 in an emergency.</p></main></div></body></html>`
