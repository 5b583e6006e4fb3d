import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { LevelBadge } from '#src/domain/levels/LevelBadge.tsx'
import styles from './LevelCell.module.css'
import { ProficiencySlider } from '#src/domain/levels/ProficiencySlider.tsx'
import { SaveState } from './SaveState.tsx'
import type { useLevel } from './use-level.ts'

/** An agent's level in a row of a table: set with the slider, always a digit too. */
export function LevelCell({ loginId, level }: { loginId: string; level: ReturnType<typeof useLevel> }) {
  const refusal = useRefusal(configurationOperations.addAgentSkill)
  return (
    <span className={styles.cell}>
      <ProficiencySlider name={loginId} level={level.level} refusal={refusal} onMove={level.move} onSet={level.set} />
      <LevelBadge level={level.level} />
      <span className={styles.state}>
        <SaveState state={level.state} />
      </span>
    </span>
  )
}
