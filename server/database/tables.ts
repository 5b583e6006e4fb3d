import type { ColumnType, Generated, Kysely } from 'kysely'
import type { BulkChangeStatus, ItemField, ItemOutcome, TakeBack } from '#contract/bulk-changes.ts'
import type { ChangeKind } from '#contract/history.ts'

/** 0 or 1: the boolean that both engines speak. */
type Flag = number

/** Milliseconds since 1970-01-01 GMT. */
type Time = number

/** Given by the database's sequence unless an insert names it. */
type Id = ColumnType<number, number | undefined, never>

export type Database = Kysely<Tables>

export interface Tables {
  site: SiteTable
  client: ClientTable
  user_account: UserAccountTable
  call_center: CallCenterTable
  service: ServiceTable
  agent: AgentTable
  agent_part: AgentPartTable
  agent_service: AgentServiceTable
  agent_skill: AgentSkillTable
  agent_skill_assignment: AgentSkillAssignmentTable
  agent_skill_level: AgentSkillLevelTable
  agent_view: AgentViewTable
  agent_password_history: AgentPasswordHistoryTable
  user_password_history: UserPasswordHistoryTable
  user_service: UserServiceTable
  sign_in_place: SignInPlaceTable
  rate: RateTable
  session: SessionTable
  list_state: ListStateTable
  idempotency_key: IdempotencyKeyTable
  change: ChangeTable
  bulk_change: BulkChangeTable
  bulk_change_item: BulkChangeItemTable
  temporary_value: TemporaryValueTable
}

/** Facts about this installation. */
export interface SiteTable {
  /** `agents-left-as-they-were`: ids in JSON, of agents whose login IDs a migration could not bring along. */
  key: 'demo-data' | 'agents-left-as-they-were'
  value: string
}

export interface ClientTable {
  id: Id
  /** Upper-cased. */
  code: string
  display_name: string
  agent_skill_enabled: Flag
}

export interface UserAccountTable {
  id: Id
  client_id: number
  user_name: string
  /**
   * The folded name (`nameKeyOf`), unique within the client. Null for a user that a copy of an earlier version created during an
   * upgrade, until the next start.
   */
  name_key: ColumnType<string | null, string, string>
  role: 'Sysadmin' | 'Superuser' | 'IT User' | 'Manager'
  /** The optional power "Administer Agents". */
  administers_agents: Flag
  password_hash: string
  password_last_modified: Time
  /** Wrong passwords since `first_failed_at`, from places where the user did not sign in before. */
  failed_logins: Generated<number>
  first_failed_at: Time | null
  /** Attempts from such places wait until then. */
  locked_until: Time | null
  /** 1: may give and take only the services in `user_service`. */
  limited_to_services: Generated<Flag>
  active: Generated<Flag>
}

export interface CallCenterTable {
  id: Id
  client_id: number
  name: string
}

export interface ServiceTable {
  id: Id
  client_id: number
  call_center_id: number
  name: string
  acd_feature_code: number
  call_direction: string
}

export interface AgentTable {
  id: Id
  client_id: number
  /** Upper-cased (`storedLoginId`), and unique within the client. */
  login_id: string
  first_name: string
  last_name: string
  phone: string
  /** Searches compare this and the next four (`textColumnsOf`): folded, so one `LIKE` serves both engines. */
  login_fold: string
  last_name_fold: string
  /** Last and first name without accents, in the order of a list by name. */
  sort_name: string
  /** Login ID, last and first name without accents. */
  plain: string
  phone_digits: string
  /** Seconds; -1 is unlimited. */
  wrap_up_time: number
  home_agent: Flag
  active: Flag
  password_hash: string
  password_last_modified: Time
  /** Wrong passwords since the last right one or the last unlock, from places where the agent did not sign in before. */
  failed_logins: Generated<number>
  locked_at: Time | null
  last_login: Time | null
  last_login_ip: string | null
}

/**
 * A few letters in a row of a login ID or a name, or digits of a phone number, and an agent who has them (`partsOf`), for
 * searches.
 */
export interface AgentPartTable {
  client_id: number
  part: string
  login_id: string
}

export interface AgentServiceTable {
  client_id: number
  agent_id: number
  service_id: number
  /** The agent's, which never changes: for lists in its order. */
  login_id: string
}

export interface AgentSkillTable {
  id: Id
  client_id: number
  name: string
  /** The folded name (`nameKeyOf`), unique within the client. */
  name_key: string
  description: string
}

/** How many agents hold a skill at a level (`addToLevels`). A level without a row has none. */
export interface AgentSkillLevelTable {
  agent_skill_id: number
  proficiency: number
  holders: number
  /** Those of them who are active, locked or not. */
  active: number
}

export interface AgentSkillAssignmentTable {
  client_id: number
  agent_id: number
  agent_skill_id: number
  /** 1 (the strongest) to 5. */
  proficiency: number
  /** The agent's, which never changes: for lists in its order. */
  login_id: string
}

/** A user's own view of the agents of a client. */
export interface AgentViewTable {
  id: Id
  client_id: number
  user_id: number
  name: string
  /** The folded name (`nameKeyOf`), unique for the user within the client. */
  name_key: string
  search: string
  /** JSON: a list of names. */
  columns: string
  density: 'comfortable' | 'compact'
}

/** The last four passwords an agent was given, the current one included. */
export interface AgentPasswordHistoryTable {
  id: Id
  client_id: number
  agent_id: number
  password_hash: string
  set_at: Time
}

/** The last four passwords a user was given, the current one included. */
export interface UserPasswordHistoryTable {
  id: Id
  client_id: number
  user_id: number
  password_hash: string
  set_at: Time
}

/** The services that a user who is limited may give and take. */
export interface UserServiceTable {
  client_id: number
  user_id: number
  service_id: number
}

/** A network from which somebody tried to sign in to an account. */
export interface SignInPlaceTable {
  id: Id
  user_id: number | null
  agent_id: number | null
  /** An IPv4 address. For IPv6, a /64 of the owner's or a /48 of a stranger's. */
  network: string
  /** 1: the owner signed in from here. 0: a stranger who has to wait. */
  known: Generated<Flag>
  /** Wrong passwords from here. */
  failures: Generated<number>
  first_failed_at: Time | null
  /** Attempts from here wait until then. */
  wait_until: Time | null
  /** The row no longer counts from then on. */
  expires_at: Time
}

/** The uses of a limited rate. The key names the use and the caller. */
export interface RateTable {
  key: string
  taken: number
  /** When counting starts again. */
  ends_at: Time
}

/** Belongs to a user or to an agent, never to both. */
export interface SessionTable {
  /** The token itself is nowhere stored. */
  token_hash: string
  /** The id shown to its owner instead: it opens nothing. */
  id: string
  client_id: number
  user_id: number | null
  agent_id: number | null
  created_at: Time
  last_used_at: Time
  /** The IP address that it began from. */
  address: string | null
  user_agent: string | null
}

/** The replies of the list-info methods and the count of locked agents, kept up to date instead of counted. */
export interface ListStateTable {
  client_id: number
  list: 'agents' | 'agent-skills' | 'locked-agents'
  size: number
  last_modified: Time
}

/** A request that was done, for a caller who repeats it. */
export interface IdempotencyKeyTable {
  client_id: number
  /** `user:12`, `agent:109`. */
  owner: string
  key: string
  /** The hash of the request's content. */
  request: string
  /** JSON; null while the request is being done. */
  reply: string | null
  at: Time
}

/** The history: written in the transaction of the change itself, and never changed. */
export interface ChangeTable {
  id: Id
  client_id: number
  at: Time
  kind: ChangeKind
  /** Null in old rows whose name may belong to two people. */
  by_kind: 'user' | 'agent' | 'system' | null
  by_id: number | null
  /** The client of the user or agent: Sysadmins act in every client. */
  by_client: number | null
  /** The user's name or the agent's login ID; null when the system did it. */
  by_name: string | null
  /** The name of the user for whom the system did it. */
  for_name: string | null
  /** The IP address it came from. */
  address: string
  agent_id: number | null
  agent_name: string | null
  agent_skill_id: number | null
  agent_skill_name: string | null
  service_id: number | null
  service_name: string | null
  user_id: number | null
  user_name: string | null
  /** JSON: the fields that changed, under the Configuration API's names. */
  before_fields: string | null
  after_fields: string | null
  /** The change that this one took back. */
  undoes: number | null
  /** The item of a bulk change that this one is: each is written once. */
  bulk_change_id: number | null
  bulk_change_item: number | null
}

/** A change of many agents at once, from its preview on. */
export interface BulkChangeTable {
  id: Id
  client_id: number
  status: BulkChangeStatus
  /** The user in whose name it runs, with the rights that they have at each moment. */
  author_id: number
  author_name: string
  /** The IP address it came from. */
  address: string
  reason: string
  /** JSON (`Chosen`): how the agents were chosen. */
  chosen: string
  /** JSON, until it is planned: the ids or login IDs of the agents, or the exceptions to a question. */
  chosen_list: string | null
  /** JSON (`ReadableChange[]`). */
  changes: string
  /** JSON (`Names`): of the skills and services in the plan. */
  names: string
  /** JSON (`Unknown`): the pasted login IDs that no agent has. */
  unknown: string
  /** The bulk change that this one takes back, or whose failures it tries again. */
  undoes: number | null
  retries: number | null
  /** How many agents the plan is about. */
  agents: Generated<number>
  created_at: Time
  /** Null while the plan is being made. */
  planned_at: Time | null
  /** Why no plan could be made. */
  failure: string | null
  applied_at: Time | null
  started_at: Time | null
  finished_at: Time | null
  /** The owner of a plan or a run (`Leases`). */
  owner: string | null
  /** Moves as long as the owner lives. */
  beat: Generated<number>
  /** When the owner took it up, and how many items were done by then. */
  resumed_at: Time | null
  done_before: Generated<number>
  /** When it starts; null: at once. */
  start_at: Time | null
  /** When the system takes it back; null: never. */
  take_back_at: Time | null
  /** Of the browser in which the times were typed. */
  time_zone: string | null
  /** Null without `take_back_at`, and where nothing was applied. */
  take_back: TakeBack | null
  /** 1: it takes another one back at its time; the system does it, for the author. */
  by_system: Generated<Flag>
}

/**
 * A value that the item of a bulk change left, until that bulk change is taken back. Rows of those that no longer will be mean nothing;
 * the next value that is temporary takes their place.
 */
export interface TemporaryValueTable {
  agent_id: number
  field: ItemField
  /** The skill or the service; 0 for the wrap-up time. */
  object_id: number
  bulk_change_id: number
  item: number
}

/**
 * One thing that changes of one agent: a level (null: does not hold the skill), seconds, or 1 and 0 for yes and no. An item is written
 * only while the agent still has `before_value`.
 */
export interface BulkChangeItemTable {
  bulk_change_id: number
  /** From 1, in the order of the plan. */
  item: number
  agent_id: number
  login_id: string
  /** Whether the agent was active when it was planned. */
  agent_active: Flag
  /** Which of the changes it comes from, from 0. */
  change: number
  field: ItemField
  object_id: number | null
  before_value: number | null
  after_value: number | null
  /** `planned` until something else is known. */
  outcome: Exclude<ItemOutcome, 'unticked' | 'not-started'>
  ticked: Flag
  /** A sentence. */
  reason: string | null
  /** The change in the history that it takes back. */
  undoes: number | null
  /** How often a server died or failed over this item. */
  rescues: Generated<number>
}
