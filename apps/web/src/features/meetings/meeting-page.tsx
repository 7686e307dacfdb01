import { may } from '@convene/domain'
import { meetings, streamOf } from '@convene/protocol'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useLocalized, useT } from '../../i18n/index.ts'
import { useMe, useSlice, useStatus, useStream } from '../../net/index.ts'
import { Empty, FunctionMark, faceColor, Page, useTitle, Waiting } from '../../ui/index.ts'
import { Conversation } from '../chat/index.ts'
import { functionPlace, useCommunity } from '../communities/index.ts'
import { NotesNotice, NotesSheet, useNotes } from '../notes/index.ts'
import { Agenda, type AgendaItem } from './agenda.tsx'
import { MeetingHeader } from './meeting-header.tsx'
import styles from './meeting-page.module.css'
import { MeetingViews, type View } from './meeting-views.tsx'
import { useSectionInView } from './use-section-in-view.ts'

const route = getRouteApi('/c/$community/meetings/$meeting')

/** A meeting before, while and after it takes place: its agenda, its notes and its talk on one page. */
export function MeetingPage() {
  const t = useT()
  const { meeting: meetingId } = route.useParams()
  const stream = streamOf('meeting', meetingId)
  const { status } = useStream(stream)
  const meeting = useSlice(stream, meetings.meetingSlice)
  if (meeting) return <OneMeeting key={meeting.id} meeting={meeting} />
  if (status === 'loading' || status === 'catching-up')
    return (
      <Page title={t('meetings.title')}>
        <Waiting lines={6} />
      </Page>
    )
  return (
    <Page title={t('meetings.notFound')}>
      <Empty title={t('meetings.notFound')}>{t('meetings.notFoundText')}</Empty>
    </Page>
  )
}

function OneMeeting({ meeting }: { readonly meeting: meetings.Meeting }) {
  const t = useT()
  const pick = useLocalized()
  const me = useMe()
  const { community, standing, channels } = useCommunity()
  const [view, setView] = useState<View>('notes')
  useTitle(meeting.title)

  const isDraft = meeting.minutes === 'draft'
  const mayWrite = isDraft && may(standing, 'editNotes')
  const outdated = useStatus() === 'stale'
  const person = me && { id: me.id, name: me.name, color: faceColor(me.id) }
  const notes = useNotes(outdated ? undefined : meeting.notes.docName, person, mayWrite)
  const channel = channels.find((one) => one.id === meeting.channelId)

  const items = meeting.notes.sections.map(({ id, title, functionId }): AgendaItem => {
    const place = functionPlace(community, functionId)
    return { id, title: pick(title), mark: place === undefined ? undefined : <FunctionMark place={place} />, place }
  })
  const [paper, current, goTo] = useSectionInView(items)

  return (
    <div className={styles.meeting} data-view={view}>
      <nav className={styles.agenda} aria-label={t('meetings.agenda')}>
        <Agenda
          items={items}
          currentId={current}
          notes={notes}
          onChoose={(id) => {
            setView('notes')
            goTo(id)
          }}
        />
      </nav>
      <main id="main" tabIndex={-1} className={styles.work}>
        <MeetingHeader meeting={meeting} notes={notes} />
        <div className={styles.paper} ref={paper}>
          <div className={styles.sheet}>
            <NotesNotice
              notes={notes}
              readOnly={mayWrite ? undefined : isDraft ? 'observer' : 'closed'}
              outdated={outdated}
            />
            <Suspense fallback={<Waiting lines={6} />}>
              {notes && person ? (
                <NotesSheet notes={notes} sections={items} mayWrite={mayWrite} person={person} />
              ) : (
                !outdated && <Waiting lines={6} />
              )}
            </Suspense>
          </div>
        </div>
      </main>
      <aside className={styles.talk} aria-label={t('meetings.talk')}>
        <h2 className={styles.talkHead}>{t('meetings.talk')}</h2>
        {channel ? <Conversation key={channel.id} channel={channel} kind="talk" /> : <Waiting />}
      </aside>
      <MeetingViews view={view} onChange={setView} />
    </div>
  )
}
