import { presence } from '@convene/protocol'
import { Popover } from '@mantine/core'
import { useT } from '../../i18n/index.ts'
import { useMe } from '../../net/index.ts'
import { Face } from '../../ui/index.ts'
import { FacesButton } from './faces-button.tsx'
import styles from './here-now.module.css'
import { usePeopleHere } from './use-people-here.ts'
import type { Presence } from './use-presence.ts'

/** Everyone who is here, below the faces; open from the start, since it was asked for. */
export function HereList({ here }: { here: Presence }) {
  const t = useT()
  const me = useMe()
  const people = usePeopleHere(here)
  return (
    <Popover position="bottom-end" shadow="md" withRoles trapFocus returnFocus defaultOpened>
      <Popover.Target>
        <FacesButton here={here} />
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
