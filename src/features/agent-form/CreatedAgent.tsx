import { useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { FactList } from '#src/components/FactList.tsx'
import { LeaveGuard } from '#src/components/widgets/LeaveGuard.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { notify } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'
import styles from './NewAgentForm.module.css'

interface CreatedAgentProps {
  loginId: string
  password: string
  onAnother: () => void
  onOpen: () => void
}

const inPlain = (text: string) => <bdi className={styles.secret}>{text}</bdi>

/** The one place where a generated password is seen after the agent is created: it is kept nowhere else. */
export function CreatedAgent({ loginId, password, onAnother, onOpen }: CreatedAgentProps) {
  const [isCopied, setIsCopied] = useState(false)
  const copyBoth = async () => {
    try {
      await navigator.clipboard.writeText(`Login ID: ${loginId}\nPassword: ${password}`)
      setIsCopied(true)
      notify('Login ID and password copied')
    } catch {
      notify('Couldn’t copy. Select the password and copy it yourself.', { tone: 'failed' })
    }
  }
  return (
    <div className={styles.created}>
      <LeaveGuard
        unsaved={!isCopied}
        title="Leave without the password?"
        loss="You haven’t copied it, and it won’t be shown again. You would have to set a new one."
        confirmLabel="Leave"
        cancelLabel="Stay"
      />
      <Panel title={`${isolate(loginId)} created`}>
        {/* Copying it by hand counts as well. */}
        <div className={styles.result} onCopy={() => setIsCopied(true)}>
          <FactList
            facts={[
              ['Login ID', inPlain(loginId)],
              ['Password', inPlain(password)],
            ]}
          />
          <p>Shown only once. Give it to the agent before you leave.</p>
          <div className={styles.actions}>
            <Button variant="primary" autoFocus onClick={() => void copyBoth()}>
              Copy both
            </Button>
            <Button onClick={onAnother}>Create another like this</Button>
            <Button onClick={onOpen}>Open agent</Button>
          </div>
        </div>
      </Panel>
    </div>
  )
}
