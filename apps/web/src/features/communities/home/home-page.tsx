import { communities } from '@convene/protocol'
import { Button } from '@mantine/core'
import { useLocalized, useT } from '../../../i18n/index.ts'
import { useClient } from '../../../net/index.ts'
import { FunctionMark, Page, Section, useAct } from '../../../ui/index.ts'
import { HereNow } from '../../presence/index.ts'
import { useCommunity } from '../community-context.ts'
import { MeetingLine } from '../meeting-line.tsx'
import { nextMeeting } from '../next-meeting.ts'
import styles from './home-page.module.css'
import { StartHere } from './start-here.tsx'

/** What this community is for, what it works on, when it meets, and where to begin. */
export function HomePage() {
  const t = useT()
  const local = useLocalized()
  const { community, meetings, standing } = useCommunity()
  const join = useAct(communities.join)
  const next = nextMeeting(meetings, useClient().now())
  return (
    <Page title={community.name} actions={<HereNow />}>
      <p className={styles.purpose}>{community.purpose}</p>
      {standing.role === 'guest' && (
        <div className={styles.guest}>
          <span>{join.problem ?? t('communities.youAreGuest')}</span>
          <Button loading={join.busy} onClick={() => void join.run({ communityId: community.id })}>
            {t('communities.join')}
          </Button>
        </div>
      )}
      <div className={styles.columns}>
        <div>
          <Section title={t('communities.nextMeeting')}>
            {next ? (
              <MeetingLine meeting={next} handle={community.handle} />
            ) : (
              <p className="soft">{t('communities.noMeeting')}</p>
            )}
          </Section>
          <StartHere />
        </div>
        {community.functions.length > 0 && (
          <Section title={t('communities.functions')}>
            <ol className={styles.functions}>
              {community.functions.map((fn, at) => (
                <li key={fn.id}>
                  <FunctionMark place={at + 1} />
                  <div>
                    <div className={styles.function}>{local(fn.name)}</div>
                    {fn.description && <div className="soft small">{fn.description}</div>}
                  </div>
                </li>
              ))}
            </ol>
          </Section>
        )}
      </div>
      {community.principles.length > 0 && (
        <div className={styles.principles}>
          <Section title={t('communities.principles')}>
            <ul>
              {community.principles.map((principle) => (
                <li key={principle}>{principle}</li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  )
}
