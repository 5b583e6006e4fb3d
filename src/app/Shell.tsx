import { Link, Outlet, useLocation, useSearch } from '@tanstack/react-router'
import { Fragment, useId, useState } from 'react'
import { USER_ADMINISTRATORS } from '#contract/access.ts'
import { useMay } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { MenuIcon } from '#src/components/icons/MenuIcon.tsx'
import { ShownClient } from '#src/features/session/ShownClient.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Commands } from './Commands.tsx'
import { Freshness } from './Freshness.tsx'
import styles from './Shell.module.css'
import { WatchedBulkChange } from './WatchedBulkChange.tsx'

/** The frame around every page of a signed-in user. On a narrow screen the side becomes a bar with a menu. */
export function Shell() {
  const menuId = useId()
  const client = useSearch({ from: '/shell', select: (search) => search.client })
  const administersUsers = useMay(USER_ADMINISTRATORS)
  const { pathname } = useLocation()
  // Open on this page only: a followed link closes the menu.
  const [openOn, setOpenOn] = useState<string>()
  const isOpen = openOn === pathname
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to content
      </a>
      <header className={styles.side} data-open={isOpen}>
        <div className={styles.bar}>
          <span className={styles.brand}>Agent Console</span>
          <Commands />
          <Button
            variant="icon"
            className={styles.toggle}
            aria-label="Menu"
            aria-expanded={isOpen}
            aria-controls={menuId}
            onClick={() => setOpenOn(isOpen ? undefined : pathname)}
          >
            <MenuIcon />
          </Button>
        </div>
        <div className={styles.menu} id={menuId}>
          <nav className={styles.links} aria-label="Main">
            <Link to="/agents">Agents</Link>
            <Link to="/skills">Skills</Link>
            <Link to="/services">Services</Link>
            <Link to="/bulk-changes">Bulk changes</Link>
            <Link to="/history">History</Link>
            {administersUsers && <Link to="/settings/users">Users</Link>}
          </nav>
          <div className={styles.foot}>
            <ShownClient />
            <AccountMenu />
          </div>
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {/* A change of client drops everything picked or typed for the former one. */}
        <Fragment key={client ?? 'own'}>
          <Freshness />
          <WatchedBulkChange />
          <Outlet />
        </Fragment>
      </main>
    </div>
  )
}
