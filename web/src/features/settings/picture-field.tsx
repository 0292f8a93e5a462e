import { Trans, useLingui } from '@lingui/react/macro';
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { sessionQuery, useSession } from '../../lib/session.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './picture.module.css';
import { PictureCrop } from './picture-crop.tsx';

/** One's picture, or the initials in its place. */
export function PictureField() {
  const { t } = useLingui();
  const { user } = useSession();
  const text = useProblemText();
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null);
  const remove = useMutation({
    mutationFn: () => api('DELETE /settings/picture'),
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
    onError: (error) => toast(text(error), { problem: true }),
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    try {
      setBitmap(await createImageBitmap(file));
    } catch {
      toast(t`This browser cannot read that picture. Choose a PNG, JPEG or WebP.`, {
        problem: true,
      });
    }
  };
  const done = () => {
    bitmap?.close();
    setBitmap(null);
  };
  return (
    <div className={styles.field}>
      <PersonAvatar name={user.name} pictureUrl={user.pictureUrl} size={72} />
      <div className={styles.buttons}>
        <FileButton accept="image/*" onChange={(file) => void choose(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {user.pictureUrl ? <Trans>Choose another</Trans> : <Trans>Choose a picture</Trans>}
            </Button>
          )}
        </FileButton>
        {user.pictureUrl && (
          <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
            <Trans>Remove</Trans>
          </Button>
        )}
      </div>
      <Sheet opened={bitmap !== null} onClose={done} title={<Trans>Your picture</Trans>}>
        {bitmap && <PictureCrop bitmap={bitmap} onDone={done} />}
      </Sheet>
    </div>
  );
}
