/**
 * Reads a query string as plain texts, and a repeated name as a list. The router's own reading takes `q=0137` for the number 137;
 * here the page's schema alone decides the type.
 */
export function parseSearch(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [first = '', ...others] = parameters.getAll(name)
      return [name, others.length ? [first, ...others] : first]
    }),
  )
}

/** Leaves out empty values. Commas, and colons between numbers, stay as they are, so that people can read and type them. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    // An address holds texts and numbers, and lists of them.
    (Array.isArray(value) ? value : [value]).flatMap((each: string | number | undefined) =>
      each === undefined || each === '' ? [] : [[name, String(each)]],
    ),
  )
  const text = new URLSearchParams(given)
    .toString()
    .replaceAll('%2C', ',')
    .replace(/(?<=\d)%3A(?=\d)/g, ':')
  return text && `?${text}`
}
