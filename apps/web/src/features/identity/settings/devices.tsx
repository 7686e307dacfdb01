import { identity } from '@convene/protocol'
import { Button } from '@mantine/core'
import { useErrorText, useFormat, useT } from '../../../i18n/index.ts'
import { useQuery } from '../../../net/index.ts'
import { ListRow, Section, useAct, Waiting } from '../../../ui/index.ts'

/** Each sign-in of the reader, to be ended from here. */
export function Devices() {
  const t = useT()
  const format = useFormat()
  const errorText = useErrorText()
  const { data, error, reload } = useQuery(identity.sessions, {}, [])
  const end = useAct(identity.endSession)

  async function endSession(sessionId: string): Promise<void> {
    if (await end.run({ sessionId })) reload()
  }

  return (
    <Section title={t('identity.devices')} lead={t('identity.devicesLead')}>
      {!data && !error && <Waiting lines={2} />}
      {error && <p role="alert">{errorText(error)}</p>}
      {end.problem && <p role="alert">{end.problem}</p>}
      <ul>
        {data?.sessions.map(({ id, device, current, lastSeenAt }) => (
          <ListRow
            key={id}
            title={device || t('identity.unknownDevice')}
            detail={current ? t('identity.thisDevice') : t('identity.lastSeen', { when: format.dateTime(lastSeenAt) })}
          >
            {!current && (
              <Button
                variant="default"
                aria-label={t('identity.endSessionOf', { device: device || t('identity.unknownDevice') })}
                onClick={() => void endSession(id)}
              >
                {t('identity.endSession')}
              </Button>
            )}
          </ListRow>
        ))}
      </ul>
    </Section>
  )
}
