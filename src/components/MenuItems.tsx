import { moveInMenu } from './menu-keys.ts'
import { MenuItem } from './MenuItem.tsx'
import styles from './MenuItems.module.css'

interface MenuItemsProps<Key extends string> {
  items: readonly (readonly [key: Key, label: string])[]
  onChoose: (key: Key) => void
}

/** The items of a `Popover` that is a menu. The arrow keys, Home and End go from one to the next. */
export const MenuItems = <Key extends string>({ items, onChoose }: MenuItemsProps<Key>) => (
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the items inside, which have the focus
  <div className={styles.menu} onKeyDown={moveInMenu}>
    {items.map(([key, label], index) => (
      <MenuItem key={key} autoFocus={index === 0} onClick={() => onChoose(key)}>
        {label}
      </MenuItem>
    ))}
  </div>
)
