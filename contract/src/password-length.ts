/** Here and not beside its schema: the web app needs no zod. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;
