import { Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useErrorText, useT } from '../../i18n/index.ts'
import { loadAgain } from '../../net/index.ts'
import { Empty, Page, Waiting } from '../../ui/index.ts'
import { NotFound } from '../../ui/not-found.tsx'
import { CommunityContext } from './community-context.ts'
import { CommunityFrame } from './community-frame.tsx'
import { PlainShell } from './plain-shell.tsx'
import { useCommunityId } from './use-community-id.ts'
import { useCommunityView } from './use-community-view.ts'

const VisitorPage = lazy(() =>
  loadAgain(() => import('./join/visitor-page.tsx')).then((module) => ({ default: module.VisitorPage })),
)

/** Finds the community of the address and gives it to every page below, live. */
export function CommunityShell() {
  const { community: handle } = useParams({ from: '/c/$community' })
  const found = useCommunityId(handle)
  switch (found.state) {
    case 'member':
      return <Inside id={found.id} />
    case 'visitor':
      return found.answer.standing ? (
        <Inside id={found.answer.community.id} />
      ) : (
        <PlainShell>
          <Suspense fallback=<Opening />>
            <VisitorPage answer={found.answer} />
          </Suspense>
        </PlainShell>
      )
    case 'failed':
      return <PlainShell>{found.error.kind === 'not-found' ? <NotFound /> : <Failed error={found.error} />}</PlainShell>
    case 'asking':
      return (
        <PlainShell>
          <Opening />
        </PlainShell>
      )
  }
}

function Inside({ id }: { id: string }) {
  const { view, status } = useCommunityView(id)
  if (status === 'not-found' || status === 'ended')
    return (
      <PlainShell>
        <NotFound />
      </PlainShell>
    )
  if (!view)
    return (
      <PlainShell>
        <Opening />
      </PlainShell>
    )
  return (
    <CommunityContext value={view}>
      <CommunityFrame>
        <Outlet />
      </CommunityFrame>
    </CommunityContext>
  )
}

function Opening() {
  const t = useT()
  return (
    <Page title={t('ui.loading')}>
      <Waiting lines={6} />
    </Page>
  )
}

function Failed({ error }: { error: unknown }) {
  const t = useT()
  const errorText = useErrorText()
  return (
    <Page title={t('ui.broken')}>
      <Empty title={errorText(error)} />
    </Page>
  )
}
