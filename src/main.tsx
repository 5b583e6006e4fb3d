import './app/fonts/fonts.css'
import './app/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applyStoredColorScheme } from '#src/lib/color-scheme.ts'
import { App } from './app/App.tsx'

applyStoredColorScheme()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
