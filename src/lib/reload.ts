let isReloading = false

/** Reloads the page without asking about unsaved text: for a button that has said that the text will be lost. */
export function reload() {
  isReloading = true
  window.location.reload()
}

export const isReloadMeant = () => isReloading
