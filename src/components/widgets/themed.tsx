import type { ComponentType } from 'react'
import { WidgetTheme } from './WidgetTheme.tsx'

/** Returns the dialog within MUI's theme: for pages that do without MUI. */
export const themed = <Props extends object>(Dialog: ComponentType<Props>) =>
  function Themed(props: Props) {
    return (
      <WidgetTheme>
        <Dialog {...props} />
      </WidgetTheme>
    )
  }
