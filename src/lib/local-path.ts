/** The path, query and hash of an address on this origin; undefined for any other, so that a link cannot send people away. */
export function localPath(address: string, origin: string): string | undefined {
  if (!address.startsWith('/') || !URL.canParse(address, origin)) return undefined
  const url = new URL(address, origin)
  // `/.//elsewhere.example` resolves to `//elsewhere.example`, which is another host to the next reader.
  if (url.origin !== origin || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
