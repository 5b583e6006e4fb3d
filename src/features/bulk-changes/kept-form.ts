import { keptPerTab } from '#src/domain/kept-per-tab.ts'
import type { ChangeForm } from './change-form.ts'

const kept = keptPerTab<ChangeForm>('change-agents-form', 5)

/** Keeps the form that a preview was made from, for *Back*. */
export const keepForm = (preview: number, form: ChangeForm): void => kept.keep(String(preview), form)

/** The form that a preview was made from; undefined if this tab and user did not make it. */
export const keptForm = (preview: number): ChangeForm | undefined => kept.read(String(preview))
