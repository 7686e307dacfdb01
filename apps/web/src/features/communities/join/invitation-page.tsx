import { communities } from '@convene/protocol'
import { Button } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useErrorText, useFormat, useT } from '../../../i18n/index.ts'
import { useQuery, useSession } from '../../../net/index.ts'
import { Empty, Page, useAct, Waiting } from '../../../ui/index.ts'
import { PlainShell } from '../plain-shell.tsx'

/** What an invitation's link opens. Joining takes a press of a button, since mail scanners open links too. */
export function InvitationPage() {
  const t = useT()
  const format = useFormat()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const session = useSession()
  const { token } = useParams({ from: '/join/$token' })
  const { data, error } = useQuery(communities.previewInvitation, { token }, [token])
  const accept = useAct(communities.acceptInvitation)

  async function join(): Promise<void> {
    const joined = await accept.run({ token })
    if (joined) await navigate({ to: '/c/$community', params: { community: joined.handle } })
  }

  return (
    <PlainShell>
      <Page title={data ? t('communities.invitedTo', { name: data.communityName }) : t('communities.invitation')}>
        {!data && !error && <Waiting lines={3} />}
        {error && <Empty title={errorText(error)}>{t('communities.invitationHelp')}</Empty>}
        {data && (
          <Empty
            title={t('communities.invitedAs', { role: t(`communities.role_${roleOf(data.role)}`) })}
            action={
              session.state === 'signed-in' ? (
                <Button size="md" loading={accept.busy} onClick={() => void join()}>
                  {t('communities.join')}
                </Button>
              ) : (
                <Button
                  size="md"
                  renderRoot={(props) => <Link {...props} to="/sign-in" search={{ next: `/join/${token}` }} />}
                >
                  {t('communities.signInToJoin')}
                </Button>
              )
            }
          >
            {accept.problem ?? t('communities.invitedUntil', { date: format.date(data.expiresAt) })}
          </Empty>
        )}
      </Page>
    </PlainShell>
  )
}

const roleOf = (role: string): 'facilitator' | 'observer' | 'member' =>
  role === 'facilitator' || role === 'observer' ? role : 'member'
