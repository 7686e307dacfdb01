import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useMe } from '../../net/index.ts'
import { useSpeak } from './use-speak.ts'

/** Language and theme as the person set them, on whichever device; shows nothing. */
export function PersonalLook() {
  const { language, theme } = useMe()?.settings ?? {}
  const { setColorScheme } = useMantineColorScheme()
  const speak = useSpeak()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed setting counts, not what was pressed here meanwhile
  useEffect(() => {
    if (language) void speak(language)
  }, [language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (theme) setColorScheme(theme)
  }, [theme])
  return null
}
