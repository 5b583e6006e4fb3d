import { storedChoice } from './stored-choice.ts'

/** Whether `/`, `?` and `x` do something by themselves: people who speak to their computer switch them off (WCAG 2.1.4). */
const choice = storedChoice('single-key-shortcuts', ['on', 'off'])

export const singleKeys = choice.get
export const onSingleKeysChange = choice.subscribe
export const switchSingleKeys = () => choice.store(choice.get() === 'on' ? 'off' : 'on')
