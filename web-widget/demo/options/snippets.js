/** The script's tag with the options as attributes. */
export function asTag(options) {
  const attributes = Object.entries(options).map(
    ([name, value]) => `\n  ${attributeName(name)}="${escaped(value)}"`,
  );
  const src = `${location.origin}/widget.js`;
  if (attributes.length === 0) return `<script async src="${src}"></script>`;
  return `<script async src="${src}"${attributes.join('')}\n></script>`;
}

/** The same as a call. */
export function asCall(options) {
  return `SupportChat('set', ${asCode(options)});`;
}

/** The same as the deployment's setting. */
export function asSetting(options) {
  const setting = JSON.stringify({ widget: options }, undefined, 2);
  return setting.slice(2, -2).replaceAll('\n  ', '\n').trimStart();
}

const attributeName = (name) =>
  `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const escaped = (value) =>
  String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '&#10;');

function asCode(options) {
  const lines = Object.entries(options).map(([name, value]) => `  ${name}: ${literal(value)},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}}`;
}

const literal = (value) =>
  typeof value === 'number'
    ? value
    : `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
