/** The path, query and hash of an address on this origin; undefined for any other, so that a link cannot send people away. */
export function localPath(address: string, origin: string): string | undefined {
  if (!URL.canParse(address, origin)) return undefined
  const url = new URL(address, origin)
  return url.origin === origin && address.startsWith('/') ? url.pathname + url.search + url.hash : undefined
}
