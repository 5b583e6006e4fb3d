import { Icon } from './Icon.tsx'

export const CloseIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="m4.5 4.5 7 7m0-7-7 7" />
  </Icon>
)
