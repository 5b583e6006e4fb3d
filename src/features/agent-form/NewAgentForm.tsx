import { zodResolver } from '@hookform/resolvers/zod'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { Agent } from '#contract/agents.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { useCreateAgent } from '#src/api/agents.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { ErrorMessage } from '#src/components/ErrorMessage.tsx'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { PasswordInput } from '#src/components/widgets/PasswordInput.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { LeaveGuard } from '#src/components/widgets/LeaveGuard.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { notify } from '#src/components/toast.ts'
import { showFaults } from '#src/components/form/show-faults.ts'
import { newAgentDefaults, newAgentForm, type NewAgentInput, type NewAgentOutput } from './agent-schemas.ts'
import { AssignedServicesInput } from './AssignedServicesInput.tsx'
import { AssignedSkillsInput } from './AssignedSkillsInput.tsx'
import styles from './NewAgentForm.module.css'
import { WrapUpTimeInput } from '#src/domain/wrap-up/WrapUpTimeInput.tsx'
import { isolate } from '#src/lib/isolate.ts'

const FIELDS = z.keyof(newAgentForm).options

interface NewAgentFormProps {
  /** Whose settings, skills and services the new agent begins with. */
  copied: Agent | undefined
  /** `generated` is the password that was made here, which nobody else knows. */
  onCreated: (created: { id: number; loginId: string; generated: string | undefined }) => void
  onCancel: () => void
}

/** Create Agent, with all that it takes. */
export function NewAgentForm({ copied, onCreated, onCancel }: NewAgentFormProps) {
  const create = useCreateAgent()
  const refusal = useRefusal(configurationOperations.createAgent)
  const form = useForm<NewAgentInput, unknown, NewAgentOutput>({
    resolver: zodResolver(newAgentForm),
    defaultValues: newAgentDefaults(copied),
  })
  const { control, register } = form
  const generated = useRef<string>(undefined)
  const { errors, isDirty, isSubmitting } = form.formState
  const submit = form.handleSubmit((agent) =>
    create.mutateAsync(agent).then(
      ({ id }) => {
        const loginId = agent.loginId.toUpperCase()
        notify(`${isolate(loginId)} created`)
        onCreated({ id, loginId, generated: agent.password === generated.current ? agent.password : undefined })
      },
      (error) => showFaults(form, faultsAt(error, FIELDS)),
    ),
  )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSubmitting && refusal === undefined) void submit(event)
      }}
    >
      <LeaveGuard unsaved={isDirty && !create.isSuccess} />
      {refusal !== undefined && (
        <p className={styles.notice} role="note">
          {refusal}
        </p>
      )}
      <p className={styles.hint}>
        <span aria-hidden="true">* Required</span>
      </p>
      <fieldset className={styles.columns} disabled={refusal !== undefined}>
        <Panel title="Details">
          <div className={styles.fields}>
            <TextInput
              label="Login ID"
              field={register('loginId')}
              error={errors.loginId?.message}
              helperText="Up to 20 letters, digits, _ or . Can’t be changed later."
              required
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
            />
            <div className={styles.pair}>
              <TextInput
                label="First name"
                field={register('firstName')}
                error={errors.firstName?.message}
                required
                autoComplete="off"
              />
              <TextInput
                label="Last name"
                field={register('lastName')}
                error={errors.lastName?.message}
                required
                autoComplete="off"
              />
            </div>
            <PasswordInput
              field={register('password')}
              error={errors.password?.message}
              value={form.watch('password')}
              helperText="At least 8 characters, with a digit. A generated one is shown until you have copied it."
              onGenerate={(password) => {
                generated.current = password
                form.setValue('password', password, { shouldDirty: true, shouldValidate: true })
              }}
            />
            <TextInput
              label="Phone"
              type="tel"
              field={register('phone')}
              error={errors.phone?.message}
              required
              autoComplete="off"
            />
            <Controller
              control={control}
              name="wrapUpTime"
              render={({ field }) => <WrapUpTimeInput field={field} error={errors.wrapUpTime?.message} />}
            />
            <CheckboxInput label="Home agent" hint="Works from home." field={register('homeAgent')} />
            <CheckboxInput label="Active" hint="Inactive agents can’t sign in." field={register('active')} />
          </div>
        </Panel>
        <div className={styles.column}>
          <Panel title="Skills" count={form.watch('assignedAgentSkill').length}>
            <Controller
              control={control}
              name="assignedAgentSkill"
              render={({ field: { value, onChange } }) => (
                <AssignedSkillsInput
                  value={value}
                  onChange={onChange}
                  error={errors.assignedAgentSkill?.message ?? errors.assignedAgentSkill?.root?.message}
                />
              )}
            />
          </Panel>
          <Panel title="Services" count={form.watch('assignedService').length}>
            <Controller
              control={control}
              name="assignedService"
              render={({ field: { value, onChange } }) => (
                <AssignedServicesInput
                  value={value}
                  onChange={onChange}
                  error={errors.assignedService?.message ?? errors.assignedService?.root?.message}
                />
              )}
            />
          </Panel>
        </div>
      </fieldset>
      <footer className={styles.foot}>
        {errors.root?.message && <ErrorMessage>{errors.root.message}</ErrorMessage>}
        <div className={styles.actions}>
          <Button type="submit" variant="primary" busy={isSubmitting} refusal={refusal}>
            Create agent
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </footer>
    </form>
  )
}
