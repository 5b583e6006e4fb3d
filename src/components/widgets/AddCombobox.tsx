import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import styles from './AddCombobox.module.css'
import type { Option } from './PickListOption.tsx'

// More than anyone reads; what is beyond is found by typing another letter.
const filterOptions = createFilterOptions<Option>({ limit: 100, stringify: ({ id, name }) => `${name} ${id}` })

interface AddComboboxProps {
  label: string
  options: readonly Option[]
  loading: boolean
  onAdd: (id: number) => void
}

/** Finds one thing after another by name or id, and adds it. Options of one group stand together in the order given. */
export function AddCombobox({ label, options, loading, onAdd }: AddComboboxProps) {
  const [text, setText] = useState('')
  return (
    <Autocomplete
      options={options}
      filterOptions={filterOptions}
      // Nothing stays picked: what is added is listed elsewhere.
      value={null}
      inputValue={text}
      onInputChange={(_event, typed, reason) => reason !== 'reset' && setText(typed)}
      onChange={(_event, option) => {
        if (!option || option.refusal !== undefined) return
        setText('')
        onAdd(option.id)
      }}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      getOptionDisabled={({ refusal }) => refusal !== undefined}
      {...(options.some(({ group }) => group !== undefined) && { groupBy: ({ group }: Option) => group ?? '' })}
      renderGroup={({ key, group, children }) => (
        // The widget's own markup puts list items between the list and its options, which are lost to a screen reader then.
        <li key={key} role="group" aria-label={group}>
          <p className={styles.group} aria-hidden="true">
            {group}
          </p>
          <ul role="presentation">{children}</ul>
        </li>
      )}
      // The reason why one cannot be added is to be read by keyboard too.
      disabledItemsFocusable
      disableCloseOnSelect
      autoHighlight
      blurOnSelect={false}
      loading={loading}
      noOptionsText={options.length ? 'Nothing matches: try fewer letters' : 'Nothing left to add'}
      renderOption={({ key, ...props }, { id, name, detail, refusal }) => (
        <li key={key} {...props}>
          <span className={styles.name}>{name}</span>
          <span className={styles.id}>{id}</span>
          <span className={styles.detail}>{refusal ?? detail}</span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} placeholder="Name or ID" />}
    />
  )
}
