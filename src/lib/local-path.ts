/** The path, query and hash of an address on this origin; undefined for any other, so that a link cannot send people away. */
export function localPath(address: string, origin: string): string | undefined {
  if (!address.startsWith('/') || !URL.canParse(address, origin)) return undefined
  const url = new URL(address, origin)
  // Read once more, a path that begins with two slashes names a host: `/.//elsewhere.example` is one once its dots are resolved.
  if (url.origin !== origin || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
