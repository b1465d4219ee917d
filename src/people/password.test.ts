import { expect, it } from 'vitest'
import { hashPassword, passwordFits, problemOfPassword } from './password.ts'

const alex = { name: 'Alex O’Hara', email: 'alex.morgan@school.example' }

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
  'leavemealone',
  'Unbelievable',
  'finalfantasy',
  'sunshine-2026',
  '!!butterfly!!99'
])('refuses %s as easy to guess', async password =>
  expect(await problemOfPassword(password, alex)).toContain('easy to guess')
)

it.each([
  'alex.morgan12',
  'Morgan-lamp-otter',
  'lamp otter alex',
  'rainstorm-o’hara-9',
  'OpenPEP lamp otter',
  'open pep otter lamp'
])('refuses %s, which holds a name, the address or the service', async password =>
  expect(await problemOfPassword(password, alex)).toContain('Leave your name')
)

it.each([
  'horse battery staple',
  'Kastanie-am-Fluss',
  'пароль для школы',
  '7Hj!kq0Zx2Wp',
  'lamp otter violin',
  'relaxed lamp otter'
])('takes %s', async password => expect(await problemOfPassword(password, alex)).toBeNull())

it.each([
  ['', 'Enter'],
  ['short', '12 characters or more'],
  ['x'.repeat(201), '200 characters or fewer']
])('says what is wrong with the length of %j', async (password, words) =>
  expect(await problemOfPassword(password, { name: null, email: null })).toContain(words)
)

it('knows the password again, and nothing else', async () => {
  const stored = await hashPassword('lamp otter violin ﬁ')
  expect(stored).toMatch(/^\$argon2id\$/)
  expect(await passwordFits('lamp otter violin fi', stored)).toBe(true)
  expect(await passwordFits('lamp otter violin', stored)).toBe(false)
  expect(await passwordFits('a password that nobody has', null)).toBe(false)
  expect(await passwordFits('anything', 'not a hash')).toBe(false)
})
