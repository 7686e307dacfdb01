import { IconChevronRight } from '@tabler/icons-react'
import { Face } from '../../ui/index.ts'
import styles from './entrance.module.css'

interface DemoPeopleProps {
  readonly people: readonly { handle: string; name: string; about: string }[]
  readonly busy: boolean
  onChoose(handle: string): void
}

/** The people of the example communities: one press, and the page is theirs. */
export function DemoPeople({ people, busy, onChoose }: DemoPeopleProps) {
  return (
    <ul className={styles.people}>
      {people.map(({ handle, name, about }) => (
        <li key={handle}>
          <button type="button" className={styles.person} disabled={busy} onClick={() => onChoose(handle)}>
            <Face personId={handle} name={name} size={32} />
            <span>
              <b>{name}</b>
              <span className="soft small">{about}</span>
            </span>
            <IconChevronRight size={18} stroke={1.6} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
