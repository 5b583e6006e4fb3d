import { useId, useRef, useState } from 'react'
import { MAX_PROFICIENCY, MIN_PROFICIENCY } from '#contract/agents.ts'
import { Tooltip } from '#src/components/Tooltip.tsx'
import { cx } from '#src/lib/cx.ts'
import { isolate } from '#src/lib/isolate.ts'
import { LEVELS } from '#contract/agents.ts'
import { levelInWords } from './level-words.ts'
import styles from './ProficiencySlider.module.css'
import { levelAt, placeOf } from './slider-levels.ts'
import { useHeldKey } from './use-held-key.ts'
import { useSliderPress } from './use-slider-press.ts'

interface ProficiencySliderProps {
  /** The slider's subject: a skill on an agent's page, an agent on a skill's. */
  name: string
  level: number
  /** Why it cannot be moved. */
  refusal: string | undefined
  /** The slider moves; undefined when the move was dropped, and the old level stands. */
  onMove: (level: number | undefined) => void
  /** It was let go. */
  onSet: (level: number) => void
}

const at = (level: number) => ({ left: `${placeOf(level) * 100}%` })

/**
 * A level at a skill: drag, tap a mark, or use the arrow keys, Home and End, or the digits 1 to 5. The strong end is on the left.
 */
export function ProficiencySlider({ name, level, refusal, onMove, onSet }: ProficiencySliderProps) {
  const refusalId = useId()
  const rail = useRef<HTMLSpanElement>(null)
  // A focus that a pointer gave shows no ring until a key is pressed.
  const [isKeyed, setIsKeyed] = useState(false)
  const isOff = refusal !== undefined

  const tell = (x: number, listener: (level: number) => void) => {
    if (!isOff && rail.current) listener(levelAt(x, rail.current.getBoundingClientRect()))
  }
  const keys = useHeldKey({ level, isOff, onMove, onSet })
  const press = useSliderPress({
    onMove: (x) => tell(x, onMove),
    onDrop: (x) => tell(x, onSet),
    onGiveUp: () => onMove(undefined),
  })

  const slider = (
    <span className={styles.slider}>
      {/* Lies unseen over the drawing, so that screen readers find and move it, on a phone as well. */}
      <input
        type="range"
        className={styles.input}
        aria-label={`${isolate(name)} proficiency`}
        min={MIN_PROFICIENCY}
        max={MAX_PROFICIENCY}
        value={level}
        aria-valuenow={level}
        aria-valuetext={levelInWords(level)}
        // Not `disabled`, which could not be reached and would not say why.
        aria-disabled={isOff || undefined}
        aria-describedby={isOff ? refusalId : undefined}
        // A screen reader moves it without pointer or key. The browser's own handling of a pointer does not count.
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (isOff || press.isTouched()) return
          onMove(valueAsNumber)
          onSet(valueAsNumber)
        }}
        {...keys.handlers}
        onKeyDown={(event) => {
          setIsKeyed(true)
          if (!press.isPressed()) keys.handlers.onKeyDown(event)
        }}
        {...press.handlers}
        onPointerDown={(event) => {
          setIsKeyed(false)
          keys.letGo()
          press.handlers.onPointerDown(event)
        }}
      />
      <span ref={rail} className={styles.rail} />
      {LEVELS.map((mark) => (
        <span key={mark} className={styles.mark} style={at(mark)} />
      ))}
      <span className={cx(styles.thumb, isKeyed && styles.keyed)} style={at(level)} />
    </span>
  )
  return isOff ? (
    <Tooltip text={refusal}>
      {() => (
        <>
          {slider}
          <span id={refusalId} hidden>
            {refusal}
          </span>
        </>
      )}
    </Tooltip>
  ) : (
    slider
  )
}
