import type { Functions, InvokeResult } from '../../../local/types.ts';

type Given = {
  /** What the function returns, or a promise of it; an `Error` makes it fail. */
  answer?: (event: unknown, functionArn: string) => unknown;
  /** Who may invoke it; by default everybody. */
  mayInvoke?: Functions['mayInvoke'];
};

/** Functions that note their events and answer as they are told. */
export function fakeFunctions({ answer = () => ({ statusCode: 200 }), mayInvoke }: Given = {}) {
  const events: unknown[] = [];
  const invoke = async (functionArn: string, event: unknown): Promise<InvokeResult> => {
    events.push(JSON.parse(JSON.stringify(event)));
    const payload = await answer(event, functionArn);
    if (!(payload instanceof Error)) return { ok: true, payload };
    return { ok: false, errorType: payload.name, errorMessage: payload.message };
  };
  return {
    events,
    invoke,
    invokeLater: async (functionArn: string, event: unknown) => {
      await invoke(functionArn, event);
    },
    mayInvoke: mayInvoke ?? (() => true),
  };
}
