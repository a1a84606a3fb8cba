import type { Deployed } from '../panel-contract.ts';
import { startWidget } from './widget.ts';

/** The deployment's choices: the stack puts them into the built file, in place of this name. */
declare const SUPPORT_CHAT_DEPLOYED: Deployed;

// In a module, or a script that was put into the page as text, `currentScript` is null.
const script = document.currentScript ?? document.querySelector('[src$="/widget.js"]');
// A second copy of the script finds the first one's function.
if (window.SupportChat?.isRunning) window.SupportChat('again');
else if (script instanceof HTMLScriptElement) startWidget(script, SUPPORT_CHAT_DEPLOYED);
