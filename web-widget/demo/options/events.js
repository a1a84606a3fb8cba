const NAMES = ['ready', 'open', 'close', 'message', 'unread', 'error'];
const MOST = 12;

/** Writes down every event of the chat as it comes, the newest first. */
export function showEvents(list) {
  for (const name of NAMES) {
    window.SupportChat('on', name, (detail) => {
      list.prepend(row(name, detail));
      if (list.children.length > MOST) list.lastElementChild.remove();
    });
  }
}

function row(name, detail) {
  const item = document.createElement('li');
  const time = document.createElement('time');
  const event = document.createElement('b');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  event.textContent = name;
  item.append(time, ' ', event, ' ', detailText(name, detail));
  return item;
}

function detailText(name, detail) {
  if (name === 'message') return `${detail.sender_name}: ${detail.content}`;
  if (name === 'error') return detail.code;
  return detail === undefined ? '' : String(detail);
}
