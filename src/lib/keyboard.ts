const TYPED_IN = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]'

/** Whether keys pressed here are text, or choose in a list: then they are nothing else. */
export const isTypedIn = (target: EventTarget | null) => target instanceof Element && target.closest(TYPED_IN) !== null

export const isAnyDialogOpen = () => document.querySelector('[role=dialog], dialog[open]') !== null

const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The name of the modifier key on this system. */
export const commandKey = () => (isApple() ? '⌘' : 'Ctrl')
