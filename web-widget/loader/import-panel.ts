import type { PanelModule } from '../panel-contract.ts';

/** The address of the panel's code beside this script, written by the build. */
declare const PANEL_PATH: string;

/** Fetches the panel's code. Rejects when the network does not give it. */
export function importPanel(scriptUrl: string): Promise<PanelModule> {
  return import(/* @vite-ignore */ new URL(PANEL_PATH, scriptUrl).href);
}
