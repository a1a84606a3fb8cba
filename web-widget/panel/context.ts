import type { Accessor } from 'solid-js';
import type { PageVisibility } from '../../web-shared/create-page-visibility.ts';
import type { Deployed } from '../panel-contract.ts';
import type { Strings } from '../strings/en.ts';
import type { Reachability } from './reachability/create-reachability.ts';
import type { Session } from './session.ts';
import type { WidgetStorage } from './storage.ts';

/** What every part of the panel may need. */
export type PanelParts = {
  readonly root: ShadowRoot;
  /** The button that opens and closes the panel. */
  readonly button: HTMLButtonElement;
  readonly session: Session;
  readonly storage: WidgetStorage;
  readonly options: Accessor<Deployed>;
  /** In the reader's language. To be read where they are shown, since the language may change. */
  readonly strings: Strings;
  readonly isOpen: Accessor<boolean>;
  readonly visibility: Accessor<PageVisibility>;
  /** Changes whenever the panel is opened, also when it was open already. */
  readonly openings: Accessor<number>;
  /** Whether it opened by itself after a navigation, and the user has not opened it since. */
  readonly isBack: Accessor<boolean>;
  /** The text that the page suggests for the text box, until it is used. */
  readonly suggestion: Accessor<string | undefined>;
  forgetSuggestion(): void;
  /** Whether a message could be sent now. */
  readonly reachability: Accessor<Reachability>;
  close(): void;
};

let provided: PanelParts | undefined;

/**
 * Says what `usePanel` yields from now on; undefined for a panel that is gone. No context of Solid, which weighs as much as a header: a
 * page has one chat of this code at a time.
 */
export function providePanel(parts: PanelParts | undefined): void {
  provided = parts;
}

/** The panel's parts; throws outside the panel. */
export function usePanel(): PanelParts {
  if (!provided) throw new Error('usePanel is called outside the panel');
  return provided;
}
