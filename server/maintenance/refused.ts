/** A sentence for whoever gave the command: it was not done, and nothing was changed. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
