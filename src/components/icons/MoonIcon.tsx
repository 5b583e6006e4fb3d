import { Icon } from './Icon.tsx'

export const MoonIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7Z" />
  </Icon>
)
