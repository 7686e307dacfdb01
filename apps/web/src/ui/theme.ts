import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** Deep teal; 4 is the accent on dark paper, 8 the accent on light. */
const accent: MantineColorsTuple = [
  '#eef7f6',
  '#dceeec',
  '#b5dcd9',
  '#8accc7',
  '#5cc2bb',
  '#37a39d',
  '#1f8a86',
  '#137a78',
  '#0b6b6b',
  '#085656',
]

/** Ink to paper of the dark theme, where Mantine looks for its greys: 0 is text, 4 borders, 6 fields, 7 the page. */
const dark: MantineColorsTuple = [
  '#e9ecea',
  '#c8d0d0',
  '#a3b0b4',
  '#75838a',
  '#2e383c',
  '#263034',
  '#1b2225',
  '#14191b',
  '#101517',
  '#0b0f10',
]

/** Warm greys of the light theme. */
const gray: MantineColorsTuple = [
  '#fbfaf7',
  '#f3f1ea',
  '#ebe8df',
  '#e2ded3',
  '#c9c5b8',
  '#8b8a80',
  '#6b6e6a',
  '#55646b',
  '#33424a',
  '#1d2a30',
]

/** Fields stand out from the page by their border (3:1, WCAG 1.4.11). */
const FIELD = { '--input-bd': 'var(--line-strong)', '--input-bg': 'var(--raised)' }

/** Of a dialog: as the `h2` it is. */
const TITLE = { fontSize: '1.2rem', fontWeight: 650 }

/** Mantine in our clothes: colours come from `tokens.css`, so that parts of ours and of Mantine match in both themes. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 4 },
  // Letters on the accent are paper on light and ink on dark, which Mantine cannot tell from the colour alone.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input)
    const accented = input.variant === 'filled' && (input.color === undefined || input.color === 'accent')
    return accented ? { ...colors, color: 'var(--on-accent)' } : colors
  },
  colors: { accent, dark, gray },
  black: '#1d2a30',
  fontFamily: "'Atkinson Hyperlegible Next Variable', 'Noto Sans', system-ui, sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.2rem', xl: '1.44rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.3', xl: '1.25' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'md',
  radius: { sm: '4px', md: '6px', lg: '6px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Input: {
      vars: (_: unknown, { variant }: { variant?: string }) => ({ wrapper: variant === 'unstyled' ? {} : FIELD }),
    },
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      styles: { title: TITLE },
      defaultProps: { radius: 'md', centered: true, overlayProps: { backgroundOpacity: 0.4 } },
    },
    Drawer: { styles: { title: TITLE }, defaultProps: { overlayProps: { backgroundOpacity: 0.4 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-placeholder': 'var(--soft)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--live)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-strong)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
})
