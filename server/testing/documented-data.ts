import type { Database } from '#server/database/tables.ts'
import {
  insertAgent,
  insertCallCenter,
  insertClient,
  insertService,
  insertSkill,
  setListState,
} from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

/** The data behind the examples in the API's documentation, beyond the data of every test server. */
export async function insertDocumentedData(db: Database): Promise<void> {
  for (const id of [428, 429, 695, 2829]) await insertCallCenter(db, CLIENT, id)
  await insertService(db, CLIENT, { id: 17798, callCenter: 695 })
  await insertService(db, CLIENT, { id: 17885, callCenter: 429 })
  await insertService(db, CLIENT, { id: 40789, callCenter: 2829 })
  for (const id of [38184, 43185]) await insertService(db, CLIENT, { id, callCenter: 428, acdFeatureCode: 0 })
  await insertService(db, CLIENT, { id: 43131, callCenter: 428 })
  await insertSkill(db, CLIENT, 1021, 'SILVER')
  await insertSkill(db, CLIENT, 1022, 'GOLD')
  await insertSkill(db, CLIENT, 1023, 'PLATINUM')
  await insertSkill(db, CLIENT, 8945, 'SPANISH', 'Spanish Speaking Agents')
  await insertSkill(db, CLIENT, 74280, 'ARCHIVE')

  await insertAgent(db, CLIENT, {
    id: 324515,
    loginId: 'AGENT3',
    firstName: 'AGENT',
    lastName: 'THREE',
    phone: '5553231212',
    passwordLastModified: 1495233693000,
    lastLogin: 1495234211000,
    lastLoginIp: '189.146.225.138',
    services: [17798, 17885],
    skills: { 1021: 2, 1022: 1 },
  })
  await insertAgent(db, CLIENT, {
    id: 312433,
    loginId: 'LOCKEDOUT',
    active: false,
    locked: true,
    passwordLastModified: 1495233693000,
  })
  await insertAgent(db, CLIENT, { id: 312012, loginId: 'ASSIGNED', services: [40789], skills: { 1023: 5 } })
  await insertAgent(db, CLIENT, { id: 311907, loginId: 'GOING' })
  await insertAgent(db, CLIENT, { id: 99057, loginId: 'RELATED', services: [17798, 17885, 40789, 43131] })
  await insertAgent(db, CLIENT, { id: 178745, loginId: 'FLUENT', skills: { 8945: 1 } })
  await insertAgent(db, CLIENT, { id: 179884, loginId: 'LEARNING', skills: { 8945: 5 } })

  await insertAgent(db, OTHER_CLIENT, {
    id: 1018655,
    loginId: 'AGENTONE',
    firstName: 'Agent',
    lastName: 'One',
    phone: '6783734060',
    lastLogin: 1547671690000,
    lastLoginIp: '200.76.215.11',
  })

  await insertClient(db, 49551)
  await insertAgent(db, 49551, { id: 521089, loginId: 'AGEN' })
  await insertAgent(db, 49551, { id: 521090, loginId: 'AGENT' })
  await insertAgent(db, 49551, {
    id: 521091,
    loginId: 'AGENT!',
    firstName: 'agent',
    lastName: 'bond',
    phone: '5553504512',
    lastLogin: 1470340861000,
    lastLoginIp: '187.237.14.230',
  })
  await insertAgent(db, 49551, {
    id: 523329,
    loginId: 'AGENT-ONE',
    firstName: 'AGENT',
    lastName: 'ONE',
    phone: '6503517454',
  })
  await insertAgent(db, 49551, {
    id: 523330,
    loginId: 'AGENT-TWO',
    firstName: 'AGENT',
    lastName: 'TWO',
    phone: '6503517455',
    active: false,
  })

  await setListState(db, CLIENT, 'agents', { size: 153, lastModified: 1369249675000 })
  await setListState(db, CLIENT, 'agent-skills', { size: 5, lastModified: 1369249675000 })
}
