import Slider from '@mui/material/Slider'
import { useId } from 'react'
import { MAX_PROFICIENCY, MIN_PROFICIENCY } from '#contract/agents.ts'
import { Tooltip } from '#src/components/Tooltip.tsx'
import { LEVELS, levelInWords } from './level-words.ts'

interface ProficiencySliderProps {
  /** What the slider sets: a skill where the agent is known, an agent where the skill is. */
  name: string
  level: number
  /** Why it cannot be moved. */
  refusal: string | undefined
  /** It is being moved. */
  onMove: (level: number) => void
  /** It was let go. */
  onSet: (level: number) => void
}

const MARKS = LEVELS.map((value) => ({ value }))

/** How good at a skill: drag, click a mark, arrow keys, Home and End, or the digits 1 to 5. The strong end is on the left. */
export function ProficiencySlider({ name, level, refusal, onMove, onSet }: ProficiencySliderProps) {
  const refusalId = useId()
  const slider = (
    <Slider
      aria-label={`${name} proficiency`}
      value={level}
      min={MIN_PROFICIENCY}
      max={MAX_PROFICIENCY}
      step={1}
      shiftStep={1}
      marks={MARKS}
      getAriaValueText={levelInWords}
      onChange={(_event, value) => refusal === undefined && typeof value === 'number' && onMove(value)}
      onChangeCommitted={(_event, value) => refusal === undefined && typeof value === 'number' && onSet(value)}
      onKeyDown={(event) => {
        const digit = Number(event.key)
        if (refusal !== undefined || !LEVELS.includes(digit) || event.ctrlKey || event.metaKey || event.altKey) return
        onMove(digit)
        onSet(digit)
      }}
      slotProps={{
        // Not `disabled`, which could not be reached and would not say why.
        input: refusal === undefined ? {} : { 'aria-disabled': true, 'aria-describedby': refusalId },
      }}
    />
  )
  return refusal === undefined ? (
    slider
  ) : (
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
  )
}
