import { Link } from '@tanstack/react-router'
import type { ReadableChange } from '#contract/planned-changes.ts'
import type { Phrase } from '#src/lib/phrase.ts'

interface LinkedPhraseProps {
  phrase: Phrase
  /** The objects that the phrase names: each becomes a link. */
  objects: Pick<ReadableChange, 'agentSkill' | 'service' | 'agent'>
}

/** A phrase whose skills, services and agents lead to their pages. */
export const LinkedPhrase = ({ phrase, objects: { agentSkill, service, agent } }: LinkedPhraseProps) =>
  phrase.map((part, index) => {
    if (typeof part === 'string') return part
    const isolated = <bdi>{part.name}</bdi>
    if (part === agentSkill)
      return (
        <Link key={index} to="/skills/$id" params={{ id: agentSkill.id }}>
          {isolated}
        </Link>
      )
    if (part === service)
      return (
        <Link key={index} to="/services/$id" params={{ id: service.id }}>
          {isolated}
        </Link>
      )
    if (part === agent)
      return (
        <Link key={index} to="/agents/$id" params={{ id: agent.id }}>
          {isolated}
        </Link>
      )
    return <bdi key={index}>{part.name}</bdi>
  })
