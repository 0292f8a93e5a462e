import { financialMonthOf } from '@picture/contract';

/** What day it is in a household, and on which day its months begin. */
export interface Calendar {
  today: string;
  firstDayOfMonth: number;
}

export const monthNow = ({ today, firstDayOfMonth }: Calendar): string =>
  financialMonthOf(today, firstDayOfMonth);
