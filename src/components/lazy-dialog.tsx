import { lazy, Suspense, useState, type ComponentType } from 'react'
import { LoadFailedDialog } from './LoadFailedDialog.tsx'

/**
 * A dialog whose code is loaded when it is first opened. Where that fails, it says so in its place, and the page behind it
 * stays as it is; opened again, it tries again (`lazy` alone would break the page, and fail for ever).
 */
export function lazyDialog<Props extends { onClose?: () => void }>(load: () => Promise<ComponentType<Props>>) {
  const attempt = () =>
    lazy(() =>
      load().then(
        (component) => ({ default: component }),
        () => {
          Loaded = attempt()
          return { default: LoadFailedDialog as ComponentType<Props> }
        },
      ),
    )
  let Loaded = attempt()
  return function LazyDialog(props: Props) {
    const [Dialog] = useState(() => Loaded)
    return (
      <Suspense>
        <Dialog {...props} />
      </Suspense>
    )
  }
}
