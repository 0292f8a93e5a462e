/** What each mail needs to know. Times are instants; they are told in words when it is written. */
export interface Templates {
  verifyEmail: { url: string };
  alreadyRegistered: { signInUrl: string; resetUrl: string };
  resetPassword: { url: string };
  passwordChanged: { at: string; device: string };
  emailChangeConfirm: { url: string; newEmail: string };
  emailChangeNotice: { newEmail: string };
  newDevice: { at: string; device: string; address: string };
  passkeyAdded: { at: string; name: string };
  secondFactorOn: { at: string };
  secondFactorOff: { at: string };
  accountLinked: { provider: string; at: string };
  tokenCreated: { name: string; at: string };
  invitation: { inviterName: string; householdName: string; role: string; url: string };
  memberJoined: { name: string; householdName: string };
  deletionScheduled: { what: 'person' | 'household'; name: string; on: string; url: string };
  deletionDone: Record<string, never>;
  exportReady: { url: string };
}

export type Language = 'en' | 'es';

export type Letter = {
  [T in keyof Templates]: {
    to: string;
    language: Language;
    template: T;
    params: Templates[T];
  };
}[keyof Templates];

/** A letter in words: what the HTML and the plain text are both made of. */
export interface Words {
  subject: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Why it came, and what to do when it should not have. */
  reason: string;
}

type Writer<P> = (params: P, when: (instant: string) => string) => Words;
type Book = { [T in keyof Templates]: Writer<Templates[T]> };

const somewhere = (device: string, unknown: string) => device || unknown;

const NOT_YOU = 'If this was not you, set a new password at once and end your other sessions.';
const NOT_YOU_ES =
  'Si no fuiste tú, cambia la contraseña de inmediato y cierra tus demás sesiones.';
const IGNORE = 'If you did not ask for this, do nothing: without the link nothing changes.';
const IGNORE_ES = 'Si no lo pediste, no hagas nada: sin el enlace no cambia nada.';

const ENGLISH: Book = {
  verifyEmail: ({ url }) => ({
    subject: 'Confirm your email',
    paragraphs: ['Follow this link to confirm that this mailbox is yours. It works for a day.'],
    action: { label: 'Confirm email', url },
    reason: IGNORE,
  }),
  alreadyRegistered: ({ signInUrl, resetUrl }) => ({
    subject: 'You have an account already',
    paragraphs: [
      'Somebody signed up with this email. There is an account with it already, so nothing was made.',
      `If you forgot the password, set a new one: ${resetUrl}`,
    ],
    action: { label: 'Sign in', url: signInUrl },
    reason: 'If it was not you, do nothing: they learned nothing about your account.',
  }),
  resetPassword: ({ url }) => ({
    subject: 'Set a new password',
    paragraphs: ['Follow this link to set a new password. It works once, within an hour.'],
    action: { label: 'Set a new password', url },
    reason: IGNORE,
  }),
  passwordChanged: ({ at, device }, when) => ({
    subject: 'Your password was changed',
    paragraphs: [`It was changed on ${when(at)}, on ${somewhere(device, 'an unknown device')}.`],
    reason: NOT_YOU,
  }),
  emailChangeConfirm: ({ url, newEmail }) => ({
    subject: 'Confirm your new email',
    paragraphs: [`Follow this link to make ${newEmail} the email you sign in with.`],
    action: { label: 'Confirm new email', url },
    reason: IGNORE,
  }),
  emailChangeNotice: ({ newEmail }) => ({
    subject: 'Your email is about to change',
    paragraphs: [`Somebody signed in as you asked to change the email to ${newEmail}.`],
    reason: NOT_YOU,
  }),
  newDevice: ({ at, device, address }, when) => ({
    subject: 'A new device signed in',
    paragraphs: [
      `Somebody signed in as you on ${somewhere(device, 'an unknown device')}, on ${when(at)}, from ${address}.`,
    ],
    reason: NOT_YOU,
  }),
  passkeyAdded: ({ at, name }, when) => ({
    subject: 'A passkey was added',
    paragraphs: [`The passkey “${name}” can sign in as you since ${when(at)}.`],
    reason: `${NOT_YOU} Then remove the passkey.`,
  }),
  secondFactorOn: ({ at }, when) => ({
    subject: 'The second factor is on',
    paragraphs: [`Since ${when(at)} signing in also takes a code of your authenticator app.`],
    reason: NOT_YOU,
  }),
  secondFactorOff: ({ at }, when) => ({
    subject: 'The second factor was turned off',
    paragraphs: [`Since ${when(at)} your password alone is enough to sign in.`],
    reason: NOT_YOU,
  }),
  accountLinked: ({ provider, at }, when) => ({
    subject: `${provider} was linked to your account`,
    paragraphs: [`Since ${when(at)} you can sign in with ${provider}.`],
    reason: NOT_YOU,
  }),
  tokenCreated: ({ name, at }, when) => ({
    subject: 'A token for a program was made',
    paragraphs: [`The token “${name}” was made on ${when(at)}. A program can use it in your name.`],
    reason: `${NOT_YOU} Then revoke the token.`,
  }),
  invitation: ({ inviterName, householdName, role, url }) => ({
    subject: `${inviterName} invites you to ${householdName}`,
    paragraphs: [
      `${inviterName} would like to share the household “${householdName}” with you, as ${role}.`,
      'The link works for a week, for this email only.',
    ],
    action: { label: 'See the invitation', url },
    reason: 'If you do not know who this is, do nothing.',
  }),
  memberJoined: ({ name, householdName }) => ({
    subject: `${name} joined ${householdName}`,
    paragraphs: [`${name} accepted the invitation to “${householdName}”.`],
    reason: 'You get this mail because you own the household. Settings say which mails you get.',
  }),
  deletionScheduled: ({ what, name, on, url }, when) => ({
    subject: what === 'person' ? 'Your account will be deleted' : `${name} will be deleted`,
    paragraphs: [
      what === 'person'
        ? `All that is yours alone will be gone for good on ${when(on)}.`
        : `The household “${name}” and all in it will be gone for good on ${when(on)}.`,
    ],
    action: { label: 'Keep it', url },
    reason: 'Until that day it can be kept with one click.',
  }),
  deletionDone: () => ({
    subject: 'Your account is deleted',
    paragraphs: ['All that was yours alone is gone for good. Thank you for having been here.'],
    reason: 'This is the last mail you get from us.',
  }),
  exportReady: ({ url }) => ({
    subject: 'Your export is ready',
    paragraphs: ['It can be downloaded for a day, then it is deleted.'],
    action: { label: 'Go to the download', url },
    reason: 'You get this mail because you asked for an export of your data.',
  }),
};

const SPANISH: Book = {
  verifyEmail: ({ url }) => ({
    subject: 'Confirma tu correo',
    paragraphs: ['Sigue este enlace para confirmar que este buzón es tuyo. Vale durante un día.'],
    action: { label: 'Confirmar correo', url },
    reason: IGNORE_ES,
  }),
  alreadyRegistered: ({ signInUrl, resetUrl }) => ({
    subject: 'Ya tienes una cuenta',
    paragraphs: [
      'Alguien se registró con este correo. Ya existe una cuenta con él, así que no se creó nada.',
      `Si olvidaste la contraseña, pon una nueva: ${resetUrl}`,
    ],
    action: { label: 'Entrar', url: signInUrl },
    reason: 'Si no fuiste tú, no hagas nada: no han sabido nada de tu cuenta.',
  }),
  resetPassword: ({ url }) => ({
    subject: 'Pon una contraseña nueva',
    paragraphs: [
      'Sigue este enlace para poner una contraseña nueva. Vale una vez, durante una hora.',
    ],
    action: { label: 'Poner contraseña nueva', url },
    reason: IGNORE_ES,
  }),
  passwordChanged: ({ at, device }, when) => ({
    subject: 'Tu contraseña ha cambiado',
    paragraphs: [
      `Se cambió el ${when(at)}, en ${somewhere(device, 'un dispositivo desconocido')}.`,
    ],
    reason: NOT_YOU_ES,
  }),
  emailChangeConfirm: ({ url, newEmail }) => ({
    subject: 'Confirma tu nuevo correo',
    paragraphs: [`Sigue este enlace para que ${newEmail} sea el correo con el que entras.`],
    action: { label: 'Confirmar correo nuevo', url },
    reason: IGNORE_ES,
  }),
  emailChangeNotice: ({ newEmail }) => ({
    subject: 'Tu correo está a punto de cambiar',
    paragraphs: [`Alguien que entró con tu cuenta pidió cambiar el correo a ${newEmail}.`],
    reason: NOT_YOU_ES,
  }),
  newDevice: ({ at, device, address }, when) => ({
    subject: 'Ha entrado un dispositivo nuevo',
    paragraphs: [
      `Alguien entró con tu cuenta en ${somewhere(device, 'un dispositivo desconocido')}, el ${when(at)}, desde ${address}.`,
    ],
    reason: NOT_YOU_ES,
  }),
  passkeyAdded: ({ at, name }, when) => ({
    subject: 'Se añadió una llave de acceso',
    paragraphs: [`La llave «${name}» puede entrar con tu cuenta desde el ${when(at)}.`],
    reason: `${NOT_YOU_ES} Después quita la llave.`,
  }),
  secondFactorOn: ({ at }, when) => ({
    subject: 'El segundo factor está activado',
    paragraphs: [
      `Desde el ${when(at)} también se pide un código de tu aplicación de autenticación.`,
    ],
    reason: NOT_YOU_ES,
  }),
  secondFactorOff: ({ at }, when) => ({
    subject: 'El segundo factor se ha desactivado',
    paragraphs: [`Desde el ${when(at)} basta la contraseña para entrar.`],
    reason: NOT_YOU_ES,
  }),
  accountLinked: ({ provider, at }, when) => ({
    subject: `Se vinculó ${provider} a tu cuenta`,
    paragraphs: [`Desde el ${when(at)} puedes entrar con ${provider}.`],
    reason: NOT_YOU_ES,
  }),
  tokenCreated: ({ name, at }, when) => ({
    subject: 'Se creó un token para un programa',
    paragraphs: [
      `El token «${name}» se creó el ${when(at)}. Un programa puede usarlo en tu nombre.`,
    ],
    reason: `${NOT_YOU_ES} Después revoca el token.`,
  }),
  invitation: ({ inviterName, householdName, role, url }) => ({
    subject: `${inviterName} te invita a ${householdName}`,
    paragraphs: [
      `${inviterName} quiere compartir contigo el hogar «${householdName}», como ${ROLES_ES[role] ?? role}.`,
      'El enlace vale una semana, solo para este correo.',
    ],
    action: { label: 'Ver la invitación', url },
    reason: 'Si no conoces a esta persona, no hagas nada.',
  }),
  memberJoined: ({ name, householdName }) => ({
    subject: `${name} se unió a ${householdName}`,
    paragraphs: [`${name} aceptó la invitación a «${householdName}».`],
    reason:
      'Recibes este correo porque el hogar es tuyo. En los ajustes se elige qué correos recibir.',
  }),
  deletionScheduled: ({ what, name, on, url }, when) => ({
    subject: what === 'person' ? 'Tu cuenta se borrará' : `${name} se borrará`,
    paragraphs: [
      what === 'person'
        ? `Todo lo que es solo tuyo se borrará para siempre el ${when(on)}.`
        : `El hogar «${name}» y todo lo que contiene se borrarán para siempre el ${when(on)}.`,
    ],
    action: { label: 'Conservar', url },
    reason: 'Hasta ese día puede conservarse con un clic.',
  }),
  deletionDone: () => ({
    subject: 'Tu cuenta se ha borrado',
    paragraphs: [
      'Todo lo que era solo tuyo se ha borrado para siempre. Gracias por haber estado aquí.',
    ],
    reason: 'Este es el último correo que recibes de nosotros.',
  }),
  exportReady: ({ url }) => ({
    subject: 'Tu exportación está lista',
    paragraphs: ['Se puede descargar durante un día; después se borra.'],
    action: { label: 'Ir a la descarga', url },
    reason: 'Recibes este correo porque pediste una exportación de tus datos.',
  }),
};

const ROLES_ES: Record<string, string> = {
  owner: 'titular',
  editor: 'editor',
  viewer: 'lector',
};

const BOOKS: Record<Language, Book> = { en: ENGLISH, es: SPANISH };

/** What people typed is data: on one line, without control characters, of a length a subject has. */
const tame = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300);

/** Puts a letter in words. Instants are told in the language, in UTC: a mail knows no time zone. */
export function inWords({ language, template, params }: Letter): Words {
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-ES' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const when = (instant: string) => `${format.format(new Date(instant))} UTC`;
  const isLink = (name: string) => /url$/i.test(name);
  const tamed = Object.fromEntries(
    Object.entries(params).map(([name, text]) => [name, isLink(name) ? text : tame(text)]),
  );
  return (BOOKS[language][template] as Writer<object>)(tamed, when);
}
