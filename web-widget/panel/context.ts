import { type Accessor, createContext, useContext } from 'solid-js';
import type { Deployed } from '../panel-contract.ts';
import type { Strings } from '../strings/en.ts';
import type { Session } from './session.ts';
import type { WidgetStorage } from './storage.ts';

/** What every part of the panel may need. */
export type PanelParts = {
  readonly root: ShadowRoot;
  readonly session: Session;
  readonly storage: WidgetStorage;
  readonly options: Accessor<Deployed>;
  /** In the reader's language. To be read where they are shown, since the language may change. */
  readonly strings: Strings;
  readonly isOpen: Accessor<boolean>;
  /** Changes whenever the panel is opened, also when it was open already. */
  readonly openings: Accessor<number>;
  close(): void;
};

export const PanelContext = createContext<PanelParts>();

/** The panel's parts; throws outside the panel. */
export function usePanel(): PanelParts {
  const parts = useContext(PanelContext);
  if (!parts) throw new Error('usePanel is called outside the panel');
  return parts;
}
