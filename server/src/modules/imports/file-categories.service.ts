import type { CategoryChoice } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { categoryName, listCategoryRows, type TransactionsTables } from '../transactions/index.ts';
import { FileCategories } from './file-categories.ts';

/** Ready to tell what a file's names of categories mean in this household. */
export async function openFileCategories(
  db: Db<TransactionsTables>,
  householdId: string,
  choices: readonly CategoryChoice[],
): Promise<FileCategories> {
  const rows = await listCategoryRows(db, householdId);
  const own = rows.map((row) => ({
    id: row.id,
    key: row.key_name,
    parentId: row.parent_id,
    type: row.type,
    names: [categoryName(row, 'en'), categoryName(row, 'es')],
  }));
  return new FileCategories(own, choices, newId);
}
