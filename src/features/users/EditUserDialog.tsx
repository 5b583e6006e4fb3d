import { useQuery } from '@tanstack/react-query'
import { FormProvider } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import type { User } from '#contract/users.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { serviceQueries } from '#src/api/services.ts'
import { userQueries, useUpdateUser } from '#src/api/users.ts'
import { readLastChangedBy } from '#src/api/history.ts'
import { EditDialog } from '#src/components/widgets/EditDialog.tsx'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'
import { choicesOf, settingsOf, USER_FIELDS, USER_LABELS, userForm, type UserChoices } from './user-schemas.ts'
import { choiceInWords } from './user-words.ts'
import { UserSettingsFields } from './UserSettingsFields.tsx'
import styles from './Users.module.css'

const asTyped = (choices: UserChoices) => choices

export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const update = useUpdateUser(user.id)
  const endSessions = useUpdateUser(user.id)
  const { data: services = [] } = useQuery(serviceQueries.list())
  const nameOf = (id: number) => services.find(({ serviceId }) => serviceId === id)?.name ?? `Service ${id}`
  const query = useQuery({
    ...userQueries.list(),
    select: (users) => users.filter(({ id }) => id === user.id).map(choicesOf)[0],
  })
  return (
    <EditDialog
      title={`Edit ${isolate(user.userName)}`}
      schema={userForm}
      labels={USER_LABELS}
      inputOf={asTyped}
      whoChanged={(field) => readLastChangedBy({ user: user.id }, field)}
      inWords={(value, opened) => choiceInWords(value, opened, nameOf)}
      subject={choicesOf(user)}
      query={query}
      save={(changes) =>
        update.mutateAsync(settingsOf(changes)).then(() => notify(`Changes to ${isolate(user.userName)} saved`))
      }
      faultsOf={(refusal: ApiError) => faultsAt(refusal, USER_FIELDS)}
      onClose={onClose}
    >
      {(form, elsewhere) => (
        <FormProvider {...form}>
          <UserSettingsFields self={user.self} noteOf={elsewhere} />
          {!user.self && (
            <div className={styles.sessions}>
              <Button
                busy={endSessions.isPending}
                onClick={() =>
                  endSessions.mutate(
                    { endSessions: true },
                    {
                      onSuccess: () => notify(`${isolate(user.userName)} is signed out everywhere`),
                      onError: notifyRefused,
                    },
                  )
                }
              >
                End sessions
              </Button>
              <span>Signs them out everywhere, at once.</span>
            </div>
          )}
        </FormProvider>
      )}
    </EditDialog>
  )
}
