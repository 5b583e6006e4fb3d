import { createTheme } from '@mui/material/styles'
import { createElement } from 'react'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'

/** Menus and lists of options belong to the page's main part, not to the document beside it. */
const main = () => document.getElementById('main') ?? document.body

/**
 * MUI in the colours of theme.css. Those are names, not values, and change with the colour scheme by themselves: so MUI
 * has one scheme here, computes no shades (`nativeColor`) and never re-renders for the other.
 */
export const theme = createTheme({
  cssVariables: { nativeColor: true, disableCssColorScheme: true },
  palette: {
    primary: {
      main: 'var(--accent)',
      light: 'var(--accent)',
      dark: 'var(--accent-strong)',
      contrastText: 'var(--on-accent)',
    },
    error: { main: 'var(--red)', light: 'var(--red)', dark: 'var(--red)', contrastText: 'var(--panel)' },
    text: { primary: 'var(--text)', secondary: 'var(--dim)', disabled: 'var(--faint)' },
    background: { default: 'var(--ground)', paper: 'var(--panel)' },
    divider: 'var(--line)',
  },
  // A number, which MUI reckons with: theme.css has it as `--body`.
  typography: { fontFamily: 'var(--font)', fontSize: 14, body1: { fontSize: 'var(--body)', lineHeight: '20px' } },
  shape: { borderRadius: 'var(--radius)' },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiDialog: {
      defaultProps: { fullWidth: true, maxWidth: false, transitionDuration: 0 },
      styleOverrides: {
        paper: {
          margin: 16,
          width: 'calc(100% - 32px)',
          maxWidth: 520,
          maxHeight: 'calc(100% - 32px)',
          border: '1px solid var(--line)',
          borderRadius: 'var(--radius-dialog)',
          boxShadow: 'none',
          backgroundImage: 'none',
        },
      },
    },
    // A menu's is invisible, and stays so.
    MuiBackdrop: { styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'var(--scrim)' } } } },
    // The name stands above its field, where it never moves.
    MuiTextField: { defaultProps: { fullWidth: true, size: 'small', slotProps: { inputLabel: { shrink: true } } } },
    MuiInputLabel: {
      styleOverrides: {
        root: {
          position: 'static',
          transform: 'none',
          marginBottom: 6,
          color: 'var(--text)',
          fontSize: 'var(--dense)',
          fontWeight: 500,
          lineHeight: '18px',
          '&.Mui-focused:not(.Mui-error)': { color: 'var(--text)' },
        },
      },
    },
    MuiOutlinedInput: {
      defaultProps: { notched: false },
      styleOverrides: {
        root: { backgroundColor: 'var(--panel)' },
        input: { height: 20, padding: '7px 12px', '&::placeholder': { color: 'var(--faint)', opacity: 1 } },
        multiline: { padding: 0 },
        notchedOutline: { top: 0, borderColor: 'var(--edge)', '& legend': { display: 'none' } },
      },
    },
    MuiFormHelperText: {
      styleOverrides: {
        root: { margin: '4px 0 0', fontSize: 'var(--dense)', lineHeight: '18px', overflowWrap: 'anywhere' },
      },
    },
    MuiMenu: {
      defaultProps: { transitionDuration: 0, container: main },
      styleOverrides: {
        paper: {
          border: '1px solid var(--line)',
          borderRadius: 'var(--radius-panel)',
          boxShadow: 'none',
          backgroundImage: 'none',
        },
        list: { padding: '6px 0' },
      },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          display: 'block',
          maxWidth: 280,
          minHeight: 'var(--control)',
          padding: '7px 14px',
          fontSize: 'var(--body)',
          lineHeight: '20px',
          whiteSpace: 'normal',
          '&:hover': { backgroundColor: 'var(--hover)' },
          '&.Mui-focusVisible': { backgroundColor: 'var(--hover)', outlineOffset: -2 },
        },
      },
    },
    MuiAutocomplete: {
      defaultProps: {
        size: 'small',
        popupIcon: createElement(ChevronDownIcon),
        clearIcon: createElement(CloseIcon),
        slotProps: { popper: { container: main } },
      },
      styleOverrides: {
        inputRoot: { padding: '0 39px 0 0 !important' },
        input: { padding: '7px 12px !important' },
        paper: {
          marginTop: 4,
          border: '1px solid var(--line)',
          borderRadius: 'var(--radius-panel)',
          boxShadow: 'none',
          backgroundImage: 'none',
        },
        popupIndicator: { color: 'var(--dim)' },
        clearIndicator: { color: 'var(--dim)' },
        noOptions: { fontSize: 'var(--body)' },
        option: {
          // A long reason goes below its name.
          flexWrap: 'wrap',
          minHeight: 'var(--control)',
          padding: '6px 14px',
          fontSize: 'var(--body)',
          '&.Mui-focused': { backgroundColor: 'var(--hover) !important' },
          '@media (forced-colors: active)': { '&.Mui-focused': { outline: '2px solid Highlight', outlineOffset: -2 } },
          // Dim, not faint to the point of being unreadable: its reason is there to be read.
          '&[aria-disabled="true"]': { opacity: '1 !important', color: 'var(--faint)', cursor: 'not-allowed' },
        },
      },
    },
  },
})
