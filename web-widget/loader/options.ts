import { isWidgetOption, type WidgetOptions } from '../../protocol/widget-options.ts';

/** What of it is an option with a fitting value; anything else is told to `onOther`. */
export function readOptions(given: object, onOther: (name: string) => void): WidgetOptions {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (isWidgetOption(name, value)) options[name] = value;
    else onOther(name);
  }
  return options;
}
