/**
 * People's preferences and the households they belong to.
 * Owns households, memberships, user settings, the audit log and the household's version: every
 * write of a household's data, in whatever module, goes through `changeHousehold`.
 * Refuses to let anyone but an owner change what all members see.
 */
export {
  type Actor,
  type AuditEntry,
  type Change,
  changeHousehold,
  holdHousehold,
} from './household-change.service.ts';
export { listMembers } from './households.repository.ts';
export { householdsRoutes } from './households.routes.ts';
export { createHouseholds, type Households } from './households.service.ts';
export { createInvitations } from './invitations.service.ts';
export { cleanPicture } from './pictures.ts';
export { readPreferences } from './preferences.ts';
export { firstDayOfMonthChanged, householdCreated, memberLeaving } from './settings.events.ts';
export { getFirstDayOfMonth } from './settings.repository.ts';
export { settingsRoutes } from './settings.routes.ts';
export { createSettings, type Settings } from './settings.service.ts';
export type { SettingsTables } from './settings.tables.ts';
