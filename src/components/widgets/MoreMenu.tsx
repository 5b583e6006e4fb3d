import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useId, useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import styles from './MoreMenu.module.css'

interface MoreAction {
  label: string
  /** A warning shown before it is done. */
  detail?: string | undefined
  /** Why it cannot be done. */
  refusal: string | undefined
  danger?: boolean
  run: () => void
}

export function MoreMenu({ actions }: { actions: readonly MoreAction[] }) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        More
        <ChevronDownIcon size={14} />
      </Button>
      <Menu
        id={id}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
      >
        {actions.map(({ label, detail, refusal, danger, run }) => (
          <MenuItem
            key={label}
            // Not `disabled`, which the keyboard would skip together with the reason.
            aria-disabled={refusal === undefined ? undefined : true}
            onClick={() => {
              if (refusal !== undefined) return
              setAnchor(null)
              run()
            }}
          >
            <span className={refusal !== undefined ? styles.refused : danger ? styles.danger : undefined}>{label}</span>
            {(refusal ?? detail) !== undefined && <span className={styles.detail}>{refusal ?? detail}</span>}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
