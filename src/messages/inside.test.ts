import { describe, expect, test } from 'vitest'
import { invitationWords } from '../meetings/invite.ts'
import { asReadInside } from './inside.ts'
import { texts } from './texts.ts'

const origin = 'https://pep.example'
const token = 'c2VjcmV0LXRva2Vu'
const on = Temporal.PlainDate.from('2026-10-23')

test('which date suits: the link has words, no token is read, and nobody who is signed in needs an account', () => {
  const { words, way } = asReadInside(
    texts['dates proposed']({ dates: [{ on, at: '09:30' }], link: `${origin}/polls/${token}` }).words,
    origin
  )
  expect(way).toEqual({ href: `/polls/${token}`, words: 'Say which dates suit you' })
  expect(words).toContain('These dates are possible:\n\nFriday 23 October 2026 at 09:30')
  expect(words).toMatch(/Please say which suit you\.$/)
  expect(words).not.toMatch(/account|names nobody|https?:|c2Vj/)
})

test('an invitation: the video meeting’s own address stays, the private one is a link with words', () => {
  const { words, way } = asReadInside(
    invitationWords(
      'invited',
      { on, at: '09:30', place: null, link: 'https://video.example/room' },
      { place: null, link: 'https://video.example/room', withheld: false },
      {
        school: { name: 'Arden Virtual School', email: 'vs@arden.example' },
        answerAt: `${origin}/invitations/${token}`
      }
    ).words,
    origin
  )
  expect(way).toEqual({ href: `/invitations/${token}`, words: 'Say whether you can come' })
  expect(words).toContain('Join by: https://video.example/room')
  expect(words).toContain('Please say whether you can come, or send your views instead.')
  expect(words).not.toMatch(/account|names nobody|calendar|c2Vj/)
  expect(words).not.toMatch(/\n{3}/)
})

describe('where a message leads', () => {
  test.each([
    ['/', 'See what you need to do'],
    ['/peps/1/corrections/2', 'See the correction'],
    ['/peps/1/meeting/poll', 'See which date suits'],
    ['/peps/1', 'Open the plan'],
    ['/children/1/approval', 'Fill in the approval'],
    ['/children/1', 'Open the child’s page'],
    ['/somewhere', 'Open it']
  ])('%s: %s', (path, words) =>
    expect(asReadInside(texts['copy filed']({ link: `${origin}${path}` }).words, origin).way).toEqual({
      href: path,
      words
    })
  )

  test('nowhere, where there is no address of ours', () =>
    expect(asReadInside('A word.\n\nhttps://pep.example.evil/peps/1', origin)).toEqual({
      words: 'A word.\n\nhttps://pep.example.evil/peps/1',
      way: null
    }))
})

test('a sentence that led to the address ends there', () => {
  const { words } = asReadInside(texts['concern raised']({ link: `${origin}/concerns/1` }).words, origin)
  expect(words).toBe('Somebody has put a question or a concern about a plan to you. Please read it and answer.')
})
