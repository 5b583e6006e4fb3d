import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useRef, useState, type Ref } from 'react'
import { isolate } from '#src/lib/isolate.ts'
import styles from './AddCombobox.module.css'

// More than anyone reads; another letter finds the rest.
const MOST_SHOWN = 100

interface Option {
  id: number
  name: string
  group?: string | undefined
  detail?: string | undefined
  /** Why it cannot be added. */
  refusal?: string | undefined
}

interface AddComboboxProps<Added extends Option> {
  label: string
  /** How to use it, in a sentence. */
  hint?: string
  /** All that is left to add; undefined while it is on its way. */
  options: readonly Option[] | undefined
  /** The options that a text finds, those of one group together. */
  find: (text: string) => readonly Added[]
  /** Why nothing can be added. */
  refusal?: string | undefined
  /** Of the text field. */
  inputRef?: Ref<HTMLInputElement> | undefined
  onAdd: (option: Added) => void
}

/** Adds one thing after another: type, Enter, and the field is empty for the next. */
export function AddCombobox<Added extends Option>({
  label,
  hint,
  options,
  find,
  refusal,
  inputRef,
  onAdd,
}: AddComboboxProps<Added>) {
  const [text, setText] = useState('')
  const isReachedByKey = useRef(false)
  const isOff = refusal !== undefined
  return (
    <Autocomplete<Added>
      options={options ? find(text).slice(0, MOST_SHOWN) : []}
      // They are found already.
      filterOptions={(found) => found}
      readOnly={isOff}
      // An Enter before there is anything to add would be lost.
      disabled={!options}
      // Nothing stays picked: the added things are listed elsewhere.
      value={null}
      inputValue={text}
      onInputChange={(_event, typed, reason) => reason !== 'reset' && setText(typed)}
      onChange={(_event, option) => {
        if (!option || option.refusal !== undefined) return
        setText('')
        onAdd(option)
      }}
      onHighlightChange={(_event, _option, reason) => {
        isReachedByKey.current = reason === 'keyboard'
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // The field may be part of a form, which a second Enter would send.
        event.preventDefault()
        // Nothing is typed, so nothing is meant, unless the arrow keys lead there.
        if (text.trim() === '' && !isReachedByKey.current) Object.assign(event, { defaultMuiPrevented: true })
      }}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      getOptionDisabled={(option) => option.refusal !== undefined}
      {...(options?.some(({ group }) => group !== undefined) && { groupBy: ({ group }: Added) => group ?? '' })}
      renderGroup={({ key, group, children }) => (
        // The widget's own markup puts list items between the list and its options, which are lost to a screen reader then.
        <li key={key} role="group" aria-label={isolate(group)}>
          <p className={styles.group} aria-hidden="true">
            <bdi>{group}</bdi>
          </p>
          <ul role="presentation">{children}</ul>
        </li>
      )}
      // The reason why one cannot be added is to be read by keyboard too.
      disabledItemsFocusable
      autoHighlight={text.trim() !== ''}
      blurOnSelect={false}
      noOptionsText={options?.length ? 'No matches. Try fewer letters.' : 'Nothing left to add'}
      renderOption={({ key, ...props }, { id, name, detail, refusal: reason }) => (
        <li key={key} {...props}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.id}>{id}</span>
          <span className={styles.detail}>{reason ?? detail}</span>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={inputRef}
          label={label}
          placeholder="Name or ID"
          helperText={refusal ?? hint}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-disabled': isOff || undefined },
          }}
        />
      )}
    />
  )
}
