import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQueries } from '#src/api/session.ts'
import { keptPerTab } from './kept-per-tab.ts'

/** Remembers the search of a list by name, for each user and client, so that the pages below the list can lead back to it. */
export function leftSearch<Search extends object>(list: string) {
  const left = keptPerTab<Search>('left-search', 2)
  return {
    useKeep: (search: Search) => {
      const { data: session } = useQuery(sessionQueries.current())
      // The list's owner may be known later than its content.
      useEffect(() => {
        if (session) left.keep(list, search)
      }, [search, session])
    },
    useLeft: (): Partial<Search> => left.read(list) ?? {},
  }
}
