import { Icon } from './Icon.tsx'

export const MenuIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="M2.5 4.5h11m-11 3.5h11m-11 3.5h11" />
  </Icon>
)
