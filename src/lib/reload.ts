let isReloading = false

/** Reloads the page without asking about unsaved text: for a button that says that it is lost. */
export function reload() {
  isReloading = true
  window.location.reload()
}

export const isReloadMeant = () => isReloading
