import { Icon } from './Icon.tsx'

export const AlertIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M8 4.75v4M8 11.2v.1" />
  </Icon>
)
