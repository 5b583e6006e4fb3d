import { Link } from '@tanstack/react-router'
import type { Change } from '#contract/history.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import { describeChange, serviceInWords } from './describe-change.ts'

/** The description of a change. A service that it begins with leads to its page. */
export function ChangeWords({ change }: { change: Change }) {
  const words = describeChange(change)
  const { service } = change
  if (!service) return <Isolated text={words} />
  const name = serviceInWords(service)
  return (
    <>
      <Link to="/services/$id" params={{ id: service.id }}>
        <Isolated text={name} />
      </Link>
      <Isolated text={words.slice(name.length)} />
    </>
  )
}
