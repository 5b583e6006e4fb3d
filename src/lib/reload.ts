let isReloading = false

/** Loads the page again without a question about what was typed: for a button that says that it is lost. */
export function reload() {
  isReloading = true
  window.location.reload()
}

export const isReloadMeant = () => isReloading
