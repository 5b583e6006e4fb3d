import { Icon } from './Icon.tsx'

export const CalendarIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <rect x="2.5" y="3.5" width="11" height="10" rx="1.5" />
    <path d="M2.5 6.75h11M5.5 2v2.5M10.5 2v2.5" />
  </Icon>
)
