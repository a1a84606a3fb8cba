const USERS = {
  alice: { sub: 'alice', email: 'alice@example.com', name: 'Alice Moss' },
  bob: { sub: 'bob', email: 'bob@example.com', name: 'Bob Fielding' },
};

/** Lets each button give its command, and shows the command as code. */
export function showCommands() {
  const said = document.getElementById('said');
  document.getElementById('commands').addEventListener('click', ({ target }) => {
    const { value: command, dataset } = target;
    if (!command) return;
    said.textContent = codeOf(command);
    if (command === 'identify') {
      window.SupportChat?.('identify', () => fetchToken(USERS[dataset.user]));
    } else {
      window.SupportChat?.(command);
    }
    document.getElementById('gone').hidden = 'SupportChat' in window;
  });
}

function codeOf(command) {
  if (command !== 'identify') return `SupportChat('${command}');`;
  return `SupportChat('identify', () => fetch('/chat-token').then((response) => response.text()));`;
}

/** A company signs this token on its own server, for the customer who is signed in there. */
async function fetchToken(user) {
  const response = await fetch('/_local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'user', ...user }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return (await response.json()).token;
}
