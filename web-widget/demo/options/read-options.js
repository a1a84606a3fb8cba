const USUAL = {
  primaryColor: '#2f5bea',
  position: 'right',
  offsetX: '20',
  offsetY: '20',
  theme: 'auto',
  launcher: 'visible',
};

/** The options in the form that are not as usual, and that the chat takes. */
export function readOptions(form) {
  const given = [...new FormData(form)].map(([name, value]) => [
    name,
    value.replaceAll('\r\n', '\n'),
  ]);
  return Object.fromEntries(
    given
      .filter(([name, value]) => value !== '' && value !== USUAL[name])
      .filter(([name]) => form.elements[name].validity?.valid ?? true)
      .map(([name, value]) => [name, name.startsWith('offset') ? Number(value) : value]),
  );
}
