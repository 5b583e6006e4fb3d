import { startTransition, useOptimistic } from 'react'

interface TickBoxProps {
  label: string
  ticked: boolean
  isMixed?: boolean
  onTick: (ticked: boolean) => Promise<unknown>
}

/** Shows a tick at once, before the list knows of it. */
export function TickBox({ label, ticked, isMixed = false, onTick }: TickBoxProps) {
  const [shown, show] = useOptimistic(ticked)
  const tick = () =>
    startTransition(async () => {
      show(!shown)
      await onTick(!shown)
    })
  return (
    <label>
      <input
        type="checkbox"
        aria-label={label}
        checked={shown}
        ref={(box) => {
          if (box) box.indeterminate = isMixed
        }}
        onChange={tick}
      />
    </label>
  )
}
