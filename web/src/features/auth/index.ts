export { useArrive } from './arrive.ts';
export { ForgotPasswordPage } from './forgot-password-page.tsx';
export { useLinkToken } from './link-token.ts';
export { ResetPasswordPage } from './reset-password-page.tsx';
export { SignInPage } from './sign-in-page.tsx';
export { SignUpPage } from './sign-up-page.tsx';
export { ConfirmEmailPage, VerifyEmailPage } from './verify-email-page.tsx';
export { VisitorFrame } from './visitor-frame.tsx';
