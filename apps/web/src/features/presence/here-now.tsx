import { presence } from '@convene/protocol'
import { Popover, UnstyledButton } from '@mantine/core'
import { useT } from '../../i18n/index.ts'
import { useMe } from '../../net/index.ts'
import { Face } from '../../ui/index.ts'
import { useCommunity } from '../communities/index.ts'
import styles from './here-now.module.css'
import { usePresence } from './use-presence.ts'

/** Faces of who is here, and the whole list on request. */
export function HereNow() {
  const t = useT()
  const me = useMe()
  const { community, members } = useCommunity()
  const here = usePresence(community.id)
  if (!here) return <span className={styles.faces} />
  const ids = new Set(here.people)
  const people = members.filter((one) => ids.has(one.personId)).sort((a, b) => a.name.localeCompare(b.name))
  return (
    <Popover position="bottom-end" shadow="md" withRoles trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles.faces} aria-label={t('presence.count', { count: here.count })}>
          {people.slice(0, FACES_MAX).map((one) => (
            <Face key={one.personId} personId={one.personId} name={one.name} size={24} />
          ))}
          <span className="num">{here.count}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.list}>
        <h2>{t('presence.here')}</h2>
        {here.people ? (
          <ul>
            {people.map((one) => (
              <li key={one.personId}>
                <Face personId={one.personId} name={one.name} size={24} />
                {one.personId === me?.id ? t('presence.you', { name: one.name }) : one.name}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('presence.tooMany', { count: presence.PRESENCE_NAMES_MAX })}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

const FACES_MAX = 4
