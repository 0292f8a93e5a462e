import type { Names } from './new-module-server.ts';

/** The web app's half of a new module: a page that lists, adds and deletes. */
export function webFiles(names: Names): Record<string, string> {
  const feature = `web/src/features/${names.kebab}`;
  return {
    [`${feature}/index.ts`]: `export { ${names.Many}Page } from './${names.kebab}-page.tsx';\n`,
    [`${feature}/${names.kebab}.queries.ts`]: queries(names),
    [`${feature}/${names.kebab}-page.tsx`]: page(names),
  };
}

const queries = ({ kebab, many }: Names) => `import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export const ${many}Query = queryOptions({
  queryKey: [HOUSEHOLD, '${kebab}'],
  queryFn: ({ signal }) => api('GET /${kebab}', { signal }),
});
`;

const page = ({
  kebab,
  many,
  Many,
  one,
  One,
}: Names) => `import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import type { ${One} } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { ${many}Query } from './${kebab}.queries.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: ${many}Query.queryKey });

export function ${Many}Page() {
  const ${many} = useQuery(${many}Query);
  if (${many}.error) return <ErrorState error={${many}.error} retry={() => void ${many}.refetch()} />;
  if (!${many}.data) return <PageSkeleton />;
  return (
    <Card>
      <ul>
        {${many}.data.items.map((${one}) => (
          <${One}Row key={${one}.id} ${one}={${one}} />
        ))}
      </ul>
      <${One}Form />
    </Card>
  );
}

function ${One}Row({ ${one} }: { ${one}: ${One} }) {
  const text = useProblemText();
  const remove = useMutation({
    mutationFn: () => api('DELETE /${kebab}/:id', { params: { id: ${one}.id } }),
    onSuccess: refresh,
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <li>
      {${one}.name}{' '}
      <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
        <Trans>Delete</Trans>
      </Button>
    </li>
  );
}

function ${One}Form() {
  const { t } = useLingui();
  const text = useProblemText();
  const [name, setName] = useState('');
  const [key, setKey] = useState(newIdempotencyKey);
  const add = useMutation({
    mutationFn: () => api('POST /${kebab}', { body: { name }, idempotencyKey: key }),
    onSuccess: async () => {
      setName('');
      setKey(newIdempotencyKey());
      await refresh();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t\`Name\`}
        value={name}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending}>
        <Trans>Add</Trans>
      </Button>
    </form>
  );
}
`;
