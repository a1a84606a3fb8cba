// Calls made before the chat's script has loaded wait here and are carried out in their order.
window.SupportChat ||= Object.assign((...call) => window.SupportChat.q.push(call), { q: [] });
