import {
  Anchor,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Modal,
} from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e2f1ee',
  '#c3e4de',
  '#97d1c7',
  '#6fbfb2',
  '#3f9f93',
  '#1f877c',
  '#0f766e',
  '#0f766e',
  '#0b5f58',
  '#084b45',
];

const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f5f3ef',
  '#f0ede8',
  '#e8e5df',
  '#d8d3ca',
  '#c9c4bb',
  '#857f76',
  '#6d6861',
  '#55514b',
  '#1c1b19',
];

const dark: MantineColorsTuple = [
  '#e9ebe7',
  '#b0b6b0',
  '#949b95',
  '#6c736d',
  '#465049',
  '#343b37',
  '#1f2421',
  '#181c1a',
  '#141816',
  '#111412',
];

/** Mantine, told our palette (styles.css): its own greys and blues fail contrast. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  colors: { teal, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 3 },
  // The accent is dark in one theme and light in the other; what stands on it follows.
  variantColorResolver: (input) => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === 'filled' && { color: 'var(--on-accent)' }),
  }),
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 500 } } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: Input.Wrapper.extend({ styles: { label: { marginBottom: 4, fontWeight: 500 } } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: 'xs' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    Modal: Modal.extend({ defaultProps: { radius: 'lg', centered: true } }),
  },
});

export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--card)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--brick)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-strong)',
    '--mantine-color-teal-filled': 'var(--accent)',
    '--mantine-color-teal-text': 'var(--accent)',
  };
  return { variables: {}, light: ours, dark: ours };
};
