import { startWidget } from './widget.ts';

const { currentScript } = document;
// A second copy of the script finds the first one's function and does nothing.
if (currentScript instanceof HTMLScriptElement && !window.SupportChat?.isRunning) {
  startWidget(currentScript.src);
}
