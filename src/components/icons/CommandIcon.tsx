import { Icon } from './Icon.tsx'

export const CommandIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="m3.5 4.5 3.5 3.5-3.5 3.5M8.5 12h4.5" />
  </Icon>
)
