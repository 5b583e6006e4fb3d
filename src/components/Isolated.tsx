import { partsOf } from '#src/lib/isolate.ts'

/** A text whose names are isolated, as markup. */
export const Isolated = ({ text }: { text: string }) =>
  partsOf(text).map((part, index) => (index % 2 ? <bdi key={index}>{part}</bdi> : part))
