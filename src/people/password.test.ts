import { expect, it } from 'vitest'
import { hashPassword, passwordFits, problemOfPassword } from './password.ts'

it.each([
  'password1234',
  'Passwordpassword',
  'P@ssw0rd12345',
  'qwertyuiop123',
  '123456789012',
  'aaaaaaaaaaaaaa',
  'abcabcabcabc',
  'zyxwvutsrqpo',
  'Welcome2026!!',
  'Summer2026!!!',
  'letmein123456',
  'warwickshire1',
  'VirtualSchool1',
  'abababababab',
  'alex.morgan12'
])('refuses %s as easy to guess', password =>
  expect(problemOfPassword(password, 'alex.morgan@school.example')).toContain('easy to guess')
)

it.each(['horse battery staple', 'Kastanie-am-Fluss', 'пароль для школы', '7Hj!kq0Zx2Wp', 'lamp otter violin'])(
  'takes %s',
  password => expect(problemOfPassword(password, 'alex.morgan@school.example')).toBeNull()
)

it.each([
  ['', 'Enter'],
  ['short', '12 characters or more'],
  ['x'.repeat(201), '200 characters or fewer']
])('says what is wrong with the length of %j', (password, words) =>
  expect(problemOfPassword(password, null)).toContain(words)
)

it('knows the password again, and nothing else', async () => {
  const stored = await hashPassword('lamp otter violin ﬁ')
  expect(stored).toMatch(/^\$argon2id\$/)
  expect(await passwordFits('lamp otter violin fi', stored)).toBe(true)
  expect(await passwordFits('lamp otter violin', stored)).toBe(false)
  expect(await passwordFits('a password that nobody has', null)).toBe(false)
  expect(await passwordFits('anything', 'not a hash')).toBe(false)
})
