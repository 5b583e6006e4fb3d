/** A sentence for the person at the command line: the command was not carried out, and nothing was changed. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
