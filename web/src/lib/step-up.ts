/** Asks the person to prove that it is them; tells whether they did. */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;
let proofs = 0;

/** The one who shows the dialog. Gives what takes it away again. */
export function answerStepUp(handler: Ask): () => void {
  ask = handler;
  return () => {
    if (ask === handler) ask = null;
  };
}

/** Whoever needs a proof while one is asked for waits for the same answer. */
export function prove(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false))
    .then((proved) => {
      if (proved) proofs += 1;
      return proved;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

/**
 * Makes a call. When it is refused for want of a fresh proof, asks for one and makes it once more;
 * when none is given, the call stays refused as it was.
 */
export async function withProof<T>(
  call: () => Promise<T>,
  lacksProof: (error: unknown) => boolean,
): Promise<T> {
  const before = proofs;
  try {
    return await call();
  } catch (error) {
    if (!lacksProof(error)) throw error;
    const provedMeanwhile = proofs !== before;
    if (!provedMeanwhile && !(await prove())) throw error;
    return call();
  }
}
