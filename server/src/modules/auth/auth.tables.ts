/** Better Auth reads and writes these itself; the types are what we read beside it. */
export interface AuthTables {
  auth_users: { id: string; email: string; name: string };
}
