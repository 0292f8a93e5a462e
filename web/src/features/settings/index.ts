export { HouseholdSection } from './household-section.tsx';
export { PreferencesSection } from './preferences-section.tsx';
export { ProfileSection } from './profile-section.tsx';
export { SettingsFrame, SettingsStart } from './settings-frame.tsx';
