import { Icon } from './Icon.tsx'

export const SunIcon = ({ size }: { size?: number }) => (
  <Icon {...(size && { size })}>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1m0 11v1m6.5-6.5h-1m-11 0h-1m11.1-4.6-.7.7m-7.8 7.8-.7.7m9.2 0-.7-.7M4.1 4.1l-.7-.7" />
  </Icon>
)
