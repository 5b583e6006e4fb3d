import { Button } from './Button.tsx'
import { CloseIcon } from './icons/CloseIcon.tsx'

interface RemoveButtonProps {
  /** The accessible name: `Remove SPANISH`. */
  label: string
  refusal?: string | undefined
  onRemove: () => void
}

/** Removes its row. The focus, which would go with the row, moves to the list: the nearest ancestor with `tabIndex={-1}`. */
export const RemoveButton = ({ label, refusal, onRemove }: RemoveButtonProps) => (
  <Button
    variant="icon"
    data-goes
    aria-label={label}
    refusal={refusal}
    onClick={(event) => {
      event.currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus()
      onRemove()
    }}
  >
    <CloseIcon />
  </Button>
)
