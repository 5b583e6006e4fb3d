import { useQuery } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import type { Agent } from '#contract/agents.ts'
import { agentQueries, useUpdateAgent } from '#src/api/agents.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { readLastChangedBy } from '#src/api/history.ts'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { EditDialog } from '#src/components/widgets/EditDialog.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { SETTING_LABELS, SETTINGS, settingsForm, settingsInputOf } from './agent-schemas.ts'
import { savedSettings, type SavedDetails } from './saved-details.ts'
import { inWords } from '#src/domain/agent-words.ts'
import { WrapUpTimeInput } from '#src/domain/wrap-up/WrapUpTimeInput.tsx'
import { isolate } from '#src/lib/isolate.ts'

interface EditDetailsDialogProps {
  id: number
  /** As the agent is when the dialog opens. */
  agent: Agent
  onSaved: (saved: SavedDetails) => void
  onClose: () => void
}

/** Update Agent. */
export function EditDetailsDialog({ id, agent, onSaved, onClose }: EditDetailsDialogProps) {
  const query = useQuery(agentQueries.detail(id))
  const update = useUpdateAgent(id)
  return (
    <EditDialog
      title={`Edit ${isolate(agent.loginId)}`}
      schema={settingsForm}
      labels={SETTING_LABELS}
      inputOf={settingsInputOf}
      inWords={inWords}
      whoChanged={(field) => readLastChangedBy({ agent: id }, field)}
      subject={agent}
      query={query}
      save={(changes) =>
        update.mutateAsync(changes).then((saved) => onSaved({ ...saved, fields: savedSettings(changes) }))
      }
      faultsOf={(refusal: ApiError) => faultsAt(refusal, SETTINGS)}
      onClose={onClose}
    >
      {({ control, register, formState: { errors } }, elsewhere) => (
        <>
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
            hint="Inactive agents can’t sign in. Deactivating ends their sessions."
            field={register('active')}
          />
          {elsewhere('active')}
        </>
      )}
    </EditDialog>
  )
}
