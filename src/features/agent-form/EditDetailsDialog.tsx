import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Agent } from '#contract/agents.ts'
import { agentQueries, useUpdateAgent } from '#src/api/agents.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { TextInput } from '#src/components/form/TextInput.tsx'
import { useConcurrentEdit } from '#src/components/form/use-concurrent-edit.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import {
  SETTING_LABELS,
  SETTINGS,
  settingsForm,
  settingsInputOf,
  type Settings,
  type SettingsInput,
} from './agent-schemas.ts'
import { inWords } from './setting-words.ts'
import { WrapUpTimeInput } from './WrapUpTimeInput.tsx'

interface EditDetailsDialogProps {
  id: number
  /** As the agent is when the dialog opens. */
  agent: Agent
  onSaved: () => void
  onClose: () => void
}

/** Update Agent, sending what was changed and nothing else; what others change meanwhile is shown and survives. */
export function EditDetailsDialog({ id, agent, onSaved, onClose }: EditDetailsDialogProps) {
  const [opened] = useState(agent)
  const { data: now = opened, refetch } = useQuery(agentQueries.detail(id))
  const update = useUpdateAgent(id)
  const form = useForm<SettingsInput, unknown, Settings>({
    resolver: zodResolver(settingsForm),
    defaultValues: settingsInputOf(opened),
    // A field that nobody has touched here goes along with what is changed elsewhere.
    values: settingsInputOf(now),
    resetOptions: { keepDirtyValues: true, keepErrors: true },
  })
  const { control, register } = form
  const { dirtyFields, errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)

  const typed = form.watch()
  const { settle, elsewhere } = useConcurrentEdit<Settings>({
    form,
    labels: SETTING_LABELS,
    opened,
    now,
    read: refetch,
    mineOf: (setting) =>
      dirtyFields[setting] ? settingsForm.shape[setting].safeParse(typed[setting]).data : undefined,
    inWords,
    takeTheirs: (setting) =>
      form.setValue(setting, settingsInputOf(now)[setting], { shouldDirty: true, shouldValidate: true }),
  })

  const submit = form.handleSubmit(async (mine) => {
    const changes = await settle(mine)
    if (changes === 'unsettled') return
    if (!changes) return onClose()
    await update.mutateAsync(changes).then(
      () => {
        onSaved()
        onClose()
      },
      (refusal) => form.setError(fieldOfError(refusal, SETTINGS), { message: refusal.message }, { shouldFocus: true }),
    )
  })

  return (
    <>
      <FormDialog
        title={`Edit ${opened.loginId}`}
        submitLabel="Save"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <TextInput
          label={SETTING_LABELS.firstName}
          field={register('firstName')}
          error={errors.firstName?.message}
          required
          autoFocus
          autoComplete="off"
        />
        {elsewhere('firstName')}
        <TextInput
          label={SETTING_LABELS.lastName}
          field={register('lastName')}
          error={errors.lastName?.message}
          required
          autoComplete="off"
        />
        {elsewhere('lastName')}
        <TextInput
          label={SETTING_LABELS.phone}
          type="tel"
          field={register('phone')}
          error={errors.phone?.message}
          required
          autoComplete="off"
        />
        {elsewhere('phone')}
        <Controller
          control={control}
          name="wrapUpTime"
          render={({ field }) => <WrapUpTimeInput field={field} error={errors.wrapUpTime?.message} />}
        />
        {elsewhere('wrapUpTime')}
        <CheckboxInput label={SETTING_LABELS.homeAgent} hint="Works from home." field={register('homeAgent')} />
        {elsewhere('homeAgent')}
        <CheckboxInput
          label={SETTING_LABELS.active}
          hint="Who is not active cannot sign in; to deactivate an agent ends their sessions."
          field={register('active')}
        />
        {elsewhere('active')}
      </FormDialog>
      {guard}
    </>
  )
}
