import { observable } from './observable.ts'

/** A choice that this browser keeps. Where it keeps nothing, it holds until the page is closed. */
export function storedChoice<Value extends string>(key: string, values: readonly [Value, ...Value[]]) {
  const read = (): Value => {
    try {
      const stored = localStorage.getItem(key)
      return values.find((value) => value === stored) ?? values[0]
    } catch {
      return values[0]
    }
  }
  const choice = observable(read())
  return {
    get: choice.get,
    subscribe: choice.subscribe,
    store(value: Value) {
      choice.set(value)
      try {
        localStorage.setItem(key, value)
      } catch {
        // Nothing is kept.
      }
    },
  }
}
