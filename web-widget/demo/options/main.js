import { showCommands } from './commands.js';
import { showEvents } from './events.js';
import { readOptions } from './read-options.js';
import { asCall, asSetting, asTag } from './snippets.js';

const form = document.getElementById('options');
let set = {};

// First of all, so that no event is missed.
showEvents(document.getElementById('events'));
showCommands();
form.addEventListener('input', follow);
form.addEventListener('submit', (event) => event.preventDefault());
// The form has its new values after this event.
form.addEventListener('reset', () => setTimeout(follow));
for (const button of document.querySelectorAll('.copy')) {
  button.addEventListener('click', () => copy(button));
}
follow();

/** Hands the chat what has changed, a blank for what is as usual again, and shows how to write it. */
function follow() {
  const options = readOptions(form);
  const blank = Object.fromEntries(Object.keys(set).map((name) => [name, '']));
  window.SupportChat?.('set', { ...blank, ...options });
  set = options;
  document.getElementById('as-tag').textContent = asTag(options);
  document.getElementById('as-call').textContent = asCall(options);
  document.getElementById('as-setting').textContent = asSetting(options);
}

async function copy(button) {
  const status = document.getElementById('copied');
  const snippet = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(snippet.textContent);
    status.textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(snippet);
    status.textContent = 'Your browser keeps its clipboard to itself: the text is selected.';
  }
}
