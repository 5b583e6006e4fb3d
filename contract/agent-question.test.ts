import { expect, it } from 'vitest'
import { agentQuestion } from '#contract/agent-question.ts'

it('A value counts once in a list, however often it is there', () => {
  expect(agentQuestion.parse({ service: ['17,18,17', '17'], skill: ['5:1,1,2'], status: 'active,active' })).toEqual({
    service: [[17, 18], [17]],
    skill: [{ id: 5, levels: [1, 2] }],
    status: ['active'],
  })
})
