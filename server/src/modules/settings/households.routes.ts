import * as contract from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Households } from './households.service.ts';
import type { Invitations } from './invitations.service.ts';

export const householdsRoutes = (households: Households, invitations: Invitations): Binding[] => [
  bind(contract.listHouseholds, ({ who }) => households.listHouseholds(who)),
  bind(contract.createHousehold, ({ who, body }) => households.createHousehold(who, body)),
  bind(contract.enterHousehold, ({ who, params }) => households.enterHousehold(who, params.id)),
  bind(contract.listMembers, ({ who }) => households.listMembers(who)),
  bind(contract.changeMemberRole, ({ who, params, body }) =>
    households.changeMemberRole(who, params.userId, body),
  ),
  bind(contract.removeMember, ({ who, params }) => households.removeMember(who, params.userId)),
  bind(contract.leaveHousehold, ({ who }) => households.leave(who)),
  bind(contract.handOverHousehold, ({ who, body }) => households.handOver(who, body.userId)),
  bind(contract.listInvitations, ({ who }) => invitations.list(who)),
  bind(contract.inviteMember, ({ who, body }) => invitations.invite(who, body)),
  bind(contract.revokeInvitation, ({ who, params }) => invitations.revoke(who, params.id)),
  bind(contract.readInvitation, ({ body, request }) => invitations.read(body.token, request.ip)),
  bind(contract.acceptInvitation, ({ who, body }) => invitations.accept(who, body.token)),
];
