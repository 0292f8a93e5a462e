export { HouseholdsCard } from './households-card.tsx';
export { InvitationsCard } from './invitations-card.tsx';
export { MembersCard } from './members-card.tsx';
