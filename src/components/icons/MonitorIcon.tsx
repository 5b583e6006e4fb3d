import { Icon } from './Icon.tsx'

export const MonitorIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <rect x="2" y="3" width="12" height="8" rx="1.5" />
    <path d="M5.5 13.5h5" />
  </Icon>
)
