/**
 * News between modules, inside the transaction that made it: a handler's writes stand or fall with
 * the emitter's. Modules further right listen to modules further left; never the other way.
 */
export interface EventChannel<TxHandle, Payload> {
  on(handler: (tx: TxHandle, payload: Payload) => Promise<void>): void;
  emit(tx: TxHandle, payload: Payload): Promise<void>;
}

export function eventChannel<TxHandle, Payload>(): EventChannel<TxHandle, Payload> {
  const handlers: ((tx: TxHandle, payload: Payload) => Promise<void>)[] = [];
  return {
    on: (handler) => {
      handlers.push(handler);
    },
    emit: async (tx, payload) => {
      for (const handler of handlers) await handler(tx, payload);
    },
  };
}
