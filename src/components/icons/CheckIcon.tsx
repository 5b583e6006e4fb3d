import { Icon } from './Icon.tsx'

export const CheckIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
)
