import { AppError } from '../../platform/errors.ts';
import { isCommonPassword } from './common-passwords.ts';

let words: Promise<ReadonlySet<string>> | undefined;

/** The 49,000 passwords that leaked most often; read when somebody first chooses one. */
async function readWords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords'] as string[]);
}

export async function assertUncommon(password: string, email: string): Promise<void> {
  words ??= readWords();
  const listed = await words;
  if (isCommonPassword(password, email, (word) => listed.has(word))) {
    throw new AppError(
      'password_common',
      'Many people have this password, or it is easy to guess.',
    );
  }
}
