import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const lichen: MantineColorsTuple = [
  '#eefaf6', '#d9f2e8', '#b0e4d1', '#83d4b8', '#5cc6a2', '#3fb792', '#1f9675', '#0f7f64', '#0b6a53', '#075441',
] // prettier-ignore

/** Greys with a trace of green, as of stone. */
const gray: MantineColorsTuple = [
  '#f7f8f7', '#eff1f0', '#e4e7e5', '#d5dad7', '#c3c9c6', '#a3aba7', '#79827d', '#59625d', '#39403c', '#1f2422',
] // prettier-ignore

const dark: MantineColorsTuple = [
  '#dfe4e1', '#c3cac6', '#a5aea9', '#78827d', '#414946', '#343b38', '#272d2b', '#1d2220', '#171b1a', '#101312',
] // prettier-ignore

/** Colours that states and messages use. Each must be readable on its own light shade. */
const signals = ['lichen', 'red', 'orange', 'yellow', 'blue', 'gray', 'grape', 'teal'] as const

/** Every design token of the console. */
export const theme = createTheme({
  primaryColor: 'lichen',
  primaryShade: { light: 8, dark: 7 },
  colors: { lichen, gray, dark },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '620' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Code: { defaultProps: { bg: 'var(--outcrop-code)' } },
    // What cannot be changed is still read: Mantine pales it twice.
    Input: { styles: { input: { '--input-disabled-color': 'var(--mantine-color-text)' } } },
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Alert: { defaultProps: { variant: 'light' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550, miw: 'max-content' },
    },
    Button: { defaultProps: { fw: 550 } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' } },
    // Where it is too narrow, the last choices go below the first ones instead of out of sight.
    SegmentedControl: { styles: { root: { flexWrap: 'wrap', maxWidth: '100%' } } },
    Tooltip: { defaultProps: { openDelay: 300, multiline: true, maw: 360 } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        // Inside the page, the header of a dialog is not taken for a second banner.
        portalProps: { target: '#content' },
      },
      // Without a left edge it would begin where the padding of the page ends.
      styles: { title: { fontWeight: 620 }, inner: { left: 0 } },
    },
  },
})

/** Mantine's own secondary text is too pale for small sizes; these pass 4.5 : 1 in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': 'var(--mantine-color-lichen-8)',
    '--outcrop-ground': 'var(--mantine-color-gray-0)',
    '--outcrop-code': 'var(--mantine-color-gray-0)',
    ...Object.fromEntries(
      signals.map((name) => [`--mantine-color-${name}-light-color`, readable[name]]),
    ),
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-3)',
    '--mantine-color-error': '#ff9d94',
    // White on it must be readable, too.
    '--mantine-color-red-filled': 'var(--mantine-color-red-9)',
    '--mantine-color-red-filled-hover': 'var(--mantine-color-red-8)',
    '--mantine-color-anchor': 'var(--mantine-color-lichen-3)',
    '--outcrop-ground': 'var(--mantine-color-dark-8)',
    '--outcrop-code': 'var(--mantine-color-dark-8)',
    // Mantine makes these from dark shades, which on a dark ground are holes instead of lights.
    ...Object.fromEntries(
      signals.flatMap((name) => [
        [`--mantine-color-${name}-light`, `rgb(${glow[name]} / 16%)`],
        [`--mantine-color-${name}-light-hover`, `rgb(${glow[name]} / 22%)`],
      ]),
    ),
    ...Object.fromEntries(
      signals.map((name) => [
        `--mantine-color-${name}-light-color`,
        `var(--mantine-color-${name}-2)`,
      ]),
    ),
  },
})

const readable: Record<(typeof signals)[number], string> = {
  lichen: 'var(--mantine-color-lichen-9)',
  red: '#961d1d',
  orange: '#8a3b06',
  yellow: '#6f4e00',
  blue: '#12508f',
  gray: 'var(--mantine-color-gray-8)',
  grape: '#74237f',
  teal: '#075a45',
}

/** Red, green and blue of the light that a signal casts on a dark ground. */
const glow: Record<(typeof signals)[number], string> = {
  lichen: '63 183 146',
  red: '250 82 82',
  orange: '253 126 20',
  yellow: '250 176 5',
  blue: '51 154 240',
  gray: '255 255 255',
  grape: '204 93 232',
  teal: '32 201 151',
}
