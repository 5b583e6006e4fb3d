import { Icon } from './Icon.tsx'

export const LockIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor" stroke="none" />
    <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
  </Icon>
)
