import { Icon } from './Icon.tsx'

export const ChevronDownIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
  </Icon>
)
