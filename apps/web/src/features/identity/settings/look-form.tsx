import { identity } from '@convene/protocol'
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { languageCodes, languages, useFormat, useT } from '../../../i18n/index.ts'
import { Section, useAct } from '../../../ui/index.ts'
import { useSpeak } from '../use-speak.ts'

const THEMES = ['light', 'dark', 'auto'] as const

/** Takes effect at once, here and on the reader's other devices. */
export function LookForm({ settings }: { settings: identity.Settings }) {
  const t = useT()
  const { language } = useFormat()
  const speak = useSpeak()
  const act = useAct(identity.changeSettings)
  const { setColorScheme } = useMantineColorScheme()
  return (
    <Section title={t('identity.look')}>
      <fieldset>
        <legend>{t('identity.language')}</legend>
        <SegmentedControl
          value={language}
          data={languageCodes.map((code) => ({ value: code, label: <span lang={code}>{languages[code]}</span> }))}
          onChange={(value) => {
            const chosen = languageCodes.find((code) => code === value)
            if (!chosen) return
            void speak(chosen)
            void act.run({ language: chosen })
          }}
        />
      </fieldset>
      <fieldset>
        <legend>{t('identity.theme')}</legend>
        <SegmentedControl
          value={settings.theme}
          data={THEMES.map((theme) => ({ value: theme, label: t(`identity.theme_${theme}`) }))}
          onChange={(value) => {
            const theme = THEMES.find((one) => one === value)
            if (!theme) return
            setColorScheme(theme)
            void act.run({ theme })
          }}
        />
      </fieldset>
      {act.problem && <p role="alert">{act.problem}</p>}
    </Section>
  )
}
