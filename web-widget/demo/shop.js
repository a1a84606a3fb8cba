const USERS = {
  alice: { sub: 'alice', email: 'alice@example.com', name: 'Alice Moss' },
  bob: { sub: 'bob', email: 'bob@example.com', name: 'Bob Fielding' },
};

// Calls made before the chat's script has loaded wait here and are carried out in their order.
window.SupportChat ||= Object.assign((...call) => window.SupportChat.q.push(call), { q: [] });

const chosen = USERS[sessionStorage.getItem('shopper')];
if (chosen) window.SupportChat('identify', () => fetchToken(chosen));

/** The chat has the shop's own colour, which is another one at night. */
function setColour() {
  const primaryColor = getComputedStyle(document.documentElement).getPropertyValue('--moss').trim();
  window.SupportChat('set', { primaryColor });
}
setColour();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', setColour);

document.addEventListener('DOMContentLoaded', () => {
  const users = document.getElementById('users');
  const current = chosen?.sub ?? 'visitor';
  for (const choice of users.querySelectorAll('input')) choice.checked = choice.value === current;
  users.addEventListener('change', (event) => {
    sessionStorage.setItem('shopper', event.target.value);
    location.reload();
  });
  document.getElementById('ask').addEventListener('click', () => window.SupportChat('open'));
});

/** A real shop signs this token on its own server, for the customer who is signed in there. */
async function fetchToken(user) {
  const response = await fetch('/_local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'user', ...user }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return (await response.json()).token;
}
