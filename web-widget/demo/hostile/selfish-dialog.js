// A dialog that keeps everything to itself: what is done elsewhere is swallowed before it arrives.

const SWALLOWED = [
  ...['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown'],
  ...['touchstart', 'touchmove', 'wheel', 'focusin', 'focus'],
];

document.addEventListener('DOMContentLoaded', () => {
  const dialog = document.getElementById('selfish');
  const always = { capture: true, passive: false };

  function swallow(event) {
    if (dialog.contains(event.target)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.type.startsWith('focus')) dialog.focus({ preventScroll: true });
  }

  for (const type of SWALLOWED) document.addEventListener(type, swallow, always);
  document.getElementById('accept').addEventListener('click', () => {
    for (const type of SWALLOWED) document.removeEventListener(type, swallow, always);
    dialog.hidden = true;
  });
  dialog.focus({ preventScroll: true });
});
