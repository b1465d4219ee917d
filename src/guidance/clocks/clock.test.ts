import { expect, it } from 'vitest'
import { figures } from '../policy-figures.ts'
import { clauseInWords, ruleInWords } from './clock.ts'

it('the number of a clause is no word of the rule, and stands apart', () => {
  const rule = 'Submit the plan within 10 working days of the meeting (G 3.1)'
  expect(ruleInWords(rule)).toBe('Submit the plan within 10 working days of the meeting')
  expect(clauseInWords(rule)).toBe('the council’s guidance, section 3.1')
  expect([ruleInWords('Hold the meeting (early)'), clauseInWords('Hold the meeting (early)')]).toEqual([
    'Hold the meeting (early)',
    null
  ])
})

it('no figure of the policy is explained by the number of a clause', () =>
  expect(figures.map(({ meaning }) => meaning).filter(meaning => /\bG \d/.test(meaning))).toEqual([]))
