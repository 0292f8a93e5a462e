import { type ComponentType, useEffect, useState } from 'react';
import { answerStepUp } from '../lib/step-up.ts';

type Dialog = ComponentType<{ opened: boolean; onEnd: (proved: boolean) => void }>;

interface Asked {
  Dialog: Dialog;
  opened: boolean;
  answer: (proved: boolean) => void;
}

/** Shows the dialog that asks for a proof, whichever page's call needs it. Loaded when first asked. */
export function StepUpHost() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(
    () =>
      answerStepUp(async () => {
        const { StepUpDialog: Dialog } = await import('../features/security/index.ts');
        return new Promise((answer) => setAsked({ Dialog, opened: true, answer }));
      }),
    [],
  );
  if (!asked) return null;
  const { Dialog, opened, answer } = asked;
  return (
    <Dialog
      opened={opened}
      onEnd={(proved) => {
        setAsked({ ...asked, opened: false });
        answer(proved);
      }}
    />
  );
}
