import type { Deployed } from '../panel-contract.ts';
import { startWidget } from './widget.ts';

/** The deployment's choices: the stack puts them into the built file, in place of this name. */
declare const SUPPORT_CHAT_DEPLOYED: Deployed;

const { currentScript } = document;
// A second copy of the script finds the first one's function and does nothing.
if (currentScript instanceof HTMLScriptElement && !window.SupportChat?.isRunning) {
  startWidget(currentScript, SUPPORT_CHAT_DEPLOYED);
}
