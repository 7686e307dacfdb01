import { languageCodes, languages, useFormat } from '../../i18n/index.ts'
import styles from './entrance.module.css'
import { useSpeak } from './use-speak.ts'

/** Each language in its own words, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { language } = useFormat()
  const speak = useSpeak()
  return (
    <div className={styles.languages}>
      {languageCodes.map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => void speak(code)}>
          {languages[code]}
        </button>
      ))}
    </div>
  )
}
