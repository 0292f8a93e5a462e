import type { Deletion } from '@picture/contract';
import { publicUrl } from '../../platform/config.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { Job } from '../../platform/outbox.ts';
import { changeHousehold } from '../settings/index.ts';
import type { DataParts, DataTx } from './data.parts.ts';
import type { createErasure } from './erasure.service.ts';
import {
  findCorrespondent,
  findHouseholdDeletion,
  findPersonDeletion,
  listHouseholdMembers,
  listMemberships,
  setHouseholdDeletion,
  setPersonDeletion,
} from './people.repository.ts';

const DAY_MS = 86_400_000;
const GRACE_MS = 14 * DAY_MS;
const REMINDED_MS = 3 * DAY_MS;
const LATER_MS = 60_000;
/** The work is no household's: it outlives the one it ends. */
const NO_HOUSEHOLD = '';

interface Ending {
  what: 'person' | 'household';
  id: string;
}

/** The end of an account or a household: asked for, waited for, taken back or carried out. */
export function createDeletions(parts: DataParts, erasure: ReturnType<typeof createErasure>) {
  const { database, clock, config, mail, outbox } = parts;
  const { read } = database;
  const url = `${publicUrl(config)}/settings/data`;

  outbox.handle('data.remind_deletion', async (job) => {
    const ending = job.payload as Ending;
    const on = await dueOf(ending);
    // Taken back meanwhile, or asked for again with another day.
    if (on === null || Date.parse(on) - clock.now().getTime() > REMINDED_MS) return;
    await database.write((tx) => tell(tx, ending, on));
  });
  outbox.handle('data.delete', carryOut);

  async function carryOut(job: Job): Promise<void> {
    const ending = job.payload as Ending;
    const on = await dueOf(ending);
    if (on === null || on > clock.now().toISOString()) return;
    try {
      if (ending.what === 'household') return await erasure.eraseHousehold(ending.id);
      const person = await findCorrespondent(read, ending.id);
      if (!person) return;
      const { email: to, language } = person;
      await erasure.erasePerson({ userId: ending.id, email: to }, (tx) =>
        mail.send(tx, { to, language, template: 'deletionDone', params: {} }),
      );
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'import_busy')) throw error;
      const soon = new Date(clock.now().getTime() + LATER_MS);
      await database.write((tx) => outbox.add(tx, 'data.delete', NO_HOUSEHOLD, ending, soon));
    }
  }

  const dueOf = async ({ what, id }: Ending): Promise<string | null> =>
    (await (what === 'person' ? findPersonDeletion : findHouseholdDeletion)(read, id))?.delete_on ??
    null;

  /** Everybody whom it concerns, in their language. */
  async function tell(tx: DataTx, { what, id }: Ending, on: string): Promise<void> {
    const household = what === 'household' ? await findHouseholdDeletion(tx, id) : undefined;
    const ids =
      what === 'person' ? [id] : (await listHouseholdMembers(tx, id)).map((one) => one.userId);
    for (const userId of ids) {
      const person = await findCorrespondent(tx, userId);
      if (!person) continue;
      await mail.send(tx, {
        to: person.email,
        language: person.language,
        template: 'deletionScheduled',
        params: { what, name: household?.name ?? person.name, on, url },
      });
    }
  }

  async function schedule(tx: DataTx, ending: Ending, on: Date): Promise<void> {
    const reminder = new Date(on.getTime() - REMINDED_MS);
    await outbox.add(tx, 'data.remind_deletion', NO_HOUSEHOLD, ending, reminder);
    await outbox.add(tx, 'data.delete', NO_HOUSEHOLD, ending, on);
    await tell(tx, ending, on.toISOString());
  }

  async function get(who: Who): Promise<Deletion> {
    const person = await findPersonDeletion(read, who.userId);
    const household = await findHouseholdDeletion(read, who.householdId);
    return {
      person: person?.delete_on ? { deleteOn: person.delete_on } : null,
      household: household?.delete_on
        ? { deleteOn: household.delete_on, askedBy: household.askedBy ?? '' }
        : null,
    };
  }

  const dayOfEnd = () => new Date(clock.now().getTime() + GRACE_MS);

  return {
    get,

    askForPerson: async (who: Who): Promise<Deletion> => {
      for (const { householdId, role } of await listMemberships(read, who.userId)) {
        const others = (await listHouseholdMembers(read, householdId)).filter(
          (one) => one.userId !== who.userId,
        );
        if (role === 'owner' && others.length > 0 && !others.some((one) => one.role === 'owner')) {
          throw new AppError(
            'last_owner',
            'You are the only owner of a household with other members. Hand it over first.',
          );
        }
      }
      const on = dayOfEnd();
      await changeHousehold(database, clock, who, async ({ tx, audit }) => {
        if ((await findPersonDeletion(tx, who.userId))?.delete_on) return;
        await setPersonDeletion(tx, who.userId, on.toISOString());
        await schedule(tx, { what: 'person', id: who.userId }, on);
        await audit({ action: 'member.delete_ask', entityId: who.userId });
      });
      return get(who);
    },

    keepPerson: async (who: Who): Promise<Deletion> => {
      await changeHousehold(database, clock, who, async ({ tx, audit }) => {
        if (!(await findPersonDeletion(tx, who.userId))?.delete_on) return;
        await setPersonDeletion(tx, who.userId, null);
        await audit({ action: 'member.delete_keep', entityId: who.userId });
      });
      return get(who);
    },

    askForHousehold: async (who: Who, name: string): Promise<Deletion> => {
      const on = dayOfEnd();
      await changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const household = await findHouseholdDeletion(tx, who.householdId);
        if (household?.name.trim() !== name.trim()) {
          throw new AppError('invalid_request', 'That is not the name of this household.', {
            fields: [{ path: 'name', message: 'That is not the name of this household.' }],
          });
        }
        if (household.delete_on) return;
        await setHouseholdDeletion(tx, who.householdId, on.toISOString(), who.userId);
        await schedule(tx, { what: 'household', id: who.householdId }, on);
        await audit({ action: 'household.delete_ask', entityId: who.householdId });
      });
      return get(who);
    },

    keepHousehold: async (who: Who): Promise<Deletion> => {
      await changeHousehold(database, clock, who, async ({ tx, audit }) => {
        if (!(await findHouseholdDeletion(tx, who.householdId))?.delete_on) return;
        await setHouseholdDeletion(tx, who.householdId, null, null);
        await audit({ action: 'household.delete_keep', entityId: who.householdId });
      });
      return get(who);
    },
  };
}
