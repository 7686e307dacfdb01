import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { PersonalLook } from './features/identity/index.ts'
import { useT } from './i18n/index.ts'
import { useSession } from './net/index.ts'
import styles from './root.module.css'
import { NoticeBar } from './ui/notice-bar.tsx'
import { ToastPlace } from './ui/toast.tsx'

/** Open to people who are not signed in. */
const PUBLIC = /^\/(sign-in(\/link)?|setup|join\/.*)$/

/** Around every page: the skip link, the notice bar, and the door. */
export function Root() {
  const t = useT()
  const session = useSession()
  const location = useRouterState({ select: (state) => state.location })
  const open = PUBLIC.test(location.pathname)
  return (
    <div className={styles.root}>
      <a href="#main" className={styles.skip}>
        {t('ui.skip')}
      </a>
      <NoticeBar />
      <PersonalLook />
      {session.state === 'signed-out' && !open ? (
        <Navigate to="/sign-in" search={location.pathname === '/' ? {} : { next: location.href }} replace />
      ) : (
        (open || session.state === 'signed-in') && <Outlet />
      )}
      <ToastPlace />
    </div>
  )
}
