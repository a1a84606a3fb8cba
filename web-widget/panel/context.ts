import { type Accessor, createContext, useContext } from 'solid-js';
import type { PanelStrings } from '../strings/en.ts';
import type { Session } from './session.ts';
import type { WidgetStorage } from './storage.ts';

/** What every part of the panel may need. */
export type PanelParts = {
  readonly session: Session;
  readonly storage: WidgetStorage;
  readonly strings: PanelStrings;
  readonly isOpen: Accessor<boolean>;
  close(): void;
};

export const PanelContext = createContext<PanelParts>();

/** The panel's parts; throws outside the panel. */
export function usePanel(): PanelParts {
  const parts = useContext(PanelContext);
  if (!parts) throw new Error('usePanel is called outside the panel');
  return parts;
}
