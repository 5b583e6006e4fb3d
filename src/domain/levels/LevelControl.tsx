import { useState } from 'react'
import { LevelBadge } from './LevelBadge.tsx'
import { ProficiencySlider } from './ProficiencySlider.tsx'

interface LevelControlProps {
  skillName: string
  level: number
  onChange: (level: number) => void
}

/** A level in a form, set by the same slider as an agent's. The form gets it when the slider is let go. */
export function LevelControl({ skillName, level, onChange }: LevelControlProps) {
  const [moved, setMoved] = useState<number>()
  const shown = moved ?? level
  return (
    <>
      <ProficiencySlider
        name={skillName}
        level={shown}
        refusal={undefined}
        onMove={setMoved}
        onSet={(set) => {
          setMoved(undefined)
          onChange(set)
        }}
      />
      <LevelBadge level={shown} />
    </>
  )
}
