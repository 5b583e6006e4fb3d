import { Icon } from './Icon.tsx'

export const SearchIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </Icon>
)
