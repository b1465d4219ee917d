import type { VNode } from 'preact'
import { describe, expect, test } from 'vitest'
import { Forbidden, Invalid, NotFound, Stale, Unavailable } from './error-pages.tsx'
import { Layout, type LayoutProps } from './layout.tsx'
import { renderPage } from './render.ts'

const hostile = '"><script>alert(1)</script>'

const frame: LayoutProps = {
  title: 'My children',
  service: {
    name: 'Open PEP',
    nav: [
      { href: '/', text: 'What you need to do' },
      { href: '/children', text: 'My children', current: true }
    ],
    person: {
      id: 'p1',
      name: 'Amina Yusuf',
      roleName: 'designated teacher',
      signOutHref: '/sign-out',
      accountHref: '/account'
    }
  },
  help: {
    virtualSchool: { name: 'Midshire Virtual School', email: 'help@midshire.example' },
    adviser: { name: 'Priya Nair', email: 'priya@midshire.example' },
    frontDoor: { name: 'Front Door', phone: '01234 567 899' },
    safeguardingLead: { name: 'Tom Reed', phone: '+44 1234 111222' }
  },
  banner: { tag: 'Demonstration', text: 'Nobody here is real.' },
  breadcrumbs: [{ href: '/', text: 'What you need to do' }, { text: 'My children' }],
  scripts: ['/assets/main-1.js'],
  stylesheets: ['/assets/main-1.css'],
  csrf: 'token',
  children: <h1>My children</h1>
}

const page = (more: Partial<LayoutProps> = {}) => renderPage(<Layout {...frame} {...more} />)

describe('the layout', () => {
  test('is a whole document with its landmarks', () => {
    const html = page()
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en" class="govuk-template">/)
    expect(html).toContain('<title>My children – Open PEP</title>')
    expect(html).toContain('<main class="govuk-main-wrapper" id="main-content">')
    expect(html).toContain('href="#main-content"')
    expect(html.match(/<(header|main|footer)\b/g)).toEqual(['<header', '<main', '<footer'])
    expect(html.match(/aria-current="page"/g)).toHaveLength(2)
  })

  test('runs under the strict policy: no inline script, no style, nothing from elsewhere', () => {
    const html = page()
    expect(html.match(/<script[^>]*>[^<]*/g)).toEqual(['<script type="module" src="/assets/main-1.js">'])
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:|(src|href)="(https?:)?\/\//)
  })

  test('says on every page who helps and whom to telephone for a child who is not safe', () => {
    const html = page()
    expect(html).toContain('href="mailto:help@midshire.example"')
    expect(html).toContain('href="mailto:priya@midshire.example"')
    expect(html).toContain('Worried about a child’s safety?')
    expect(html).toContain('href="tel:01234567899"')
    expect(html).toContain('href="tel:+441234111222"')
  })

  test('leaves out what is not known', () => {
    const { virtualSchool, frontDoor } = frame.help
    const html = page({
      help: { virtualSchool, frontDoor },
      service: { name: 'Open PEP', nav: [] },
      banner: undefined,
      breadcrumbs: undefined
    })
    expect(html).not.toMatch(/adviser|safeguarding lead|Sign out|phase-banner|Breadcrumb|undefined|null/)
    expect(html).toContain('Worried about a child’s safety?')
  })

  test('signs out by a post with the form token', () => {
    expect(page()).toContain('<form class="signed-in" method="post" action="/sign-out"')
    expect(page()).toContain('<input type="hidden" name="_csrf" value="token"/>')
  })

  test('turns the whole page to its language, and marks what the frame says in English', () => {
    const html = page({ lang: 'ar', dir: 'rtl', skip: 'انتقل' })
    expect(html).toContain('<html lang="ar" dir="rtl" class="govuk-template">')
    expect(html).toContain('<header class="govuk-template__header" lang="en" dir="ltr">')
    expect(html).toContain('<footer class="govuk-template__footer" lang="en" dir="ltr">')
    expect(html).toContain('>انتقل</a>')
    expect(page({ lang: 'ar', dir: 'rtl', footer: <p>words</p> })).toContain('__footer"><p>words</p>')
    expect(page()).not.toContain('dir=')
  })

  test('shows hostile words as typed', () => {
    const html = page({
      title: hostile,
      service: { name: hostile, nav: [{ href: hostile, text: hostile }] },
      help: { virtualSchool: { name: hostile, email: hostile }, frontDoor: { name: hostile, phone: hostile } },
      children: hostile
    })
    expect(html).not.toContain('<script>')
  })
})

describe('the error pages', () => {
  const pages: Array<[string, VNode]> = [
    ['Page not found', <NotFound />],
    ['You cannot do this', <Forbidden reason={hostile} />],
    ['We could not use what was sent', <Invalid problems={[{ text: hostile, href: '#x' }]} backHref="/back" />],
    ['Sorry, this is not working just now', <Unavailable reference={hostile} />],
    [
      'Somebody else changed this while you were writing',
      <Stale
        what={hostile}
        mine={{ value: hostile }}
        theirs={{ by: hostile, at: '10.42am', value: hostile }}
        choice={{ action: '/choose', csrf: 'token', fields: { base: hostile } }}
      />
    ]
  ]

  test.each(pages)('%s: one heading, nothing run', (title, element) => {
    const html = renderPage(element)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain(title)
    expect(html).not.toContain('<script>')
  })

  test('a stale page shows both versions and posts the choice', () => {
    const html = renderPage(
      <Stale
        what="Maths"
        mine={{ value: 'mine here' }}
        theirs={{ by: 'Tom Reed', at: '10.42am', value: 'theirs here' }}
        choice={{ action: '/choose', fields: { base: '4' } }}
      />
    )
    expect(html).toMatch(/mine here[\s\S]*name="keep" value="mine"[\s\S]*theirs here[\s\S]*name="keep" value="theirs"/)
    expect(html).toContain('<input type="hidden" name="base" value="4"/>')
  })

  test.each([
    ['You wrote this twice, on two pages', undefined, null, ['Keep the first', 'Keep the second']],
    [
      'Somebody else changed this while you were writing',
      undefined,
      'Tom Reed',
      ['Keep mine', 'Keep what Tom Reed wrote']
    ],
    ['Ann Lee changed this while you were writing', 'Ann Lee', null, ['Keep what Ann Lee wrote', 'Keep mine']],
    [
      'Two people wrote this at the same time',
      'Ann Lee',
      'Tom Reed',
      ['Keep what Ann Lee wrote', 'Keep what Tom Reed wrote']
    ]
  ])('%s: each version under the name of whoever wrote it', (title, later, first, buttons) => {
    const html = renderPage(
      <Stale
        what="Maths"
        mine={{ by: later, value: 'later' }}
        theirs={{ by: first, at: '10 November 2026 at 10:42', value: 'first' }}
        choice={{ action: '/choose' }}
      />
    )
    expect(html).toContain(title)
    expect([...html.matchAll(/<button[^>]*>([^<]*)/g)].map(([, words]) => words?.trim())).toEqual(buttons)
  })
})
