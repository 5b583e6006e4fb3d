import type { ChangeEventHandler, ComponentProps } from 'react'

interface RefusableInputProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  type: 'checkbox' | 'radio'
  refused: boolean
  onChange: ChangeEventHandler<HTMLInputElement>
}

/** A box or a ring that may be refused: not `disabled`, which the keyboard would skip together with the reason. */
export const RefusableInput = ({ refused, onChange, ...input }: RefusableInputProps) => (
  <input {...input} aria-disabled={refused || undefined} onChange={refused ? undefined : onChange} readOnly={refused} />
)
