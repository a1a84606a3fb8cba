import { Key, type WebDriver } from 'selenium-webdriver';
import { type EngineWindow, expression } from './engine.ts';

const KEYS = new Map(
  Object.entries({
    Enter: Key.ENTER,
    Escape: Key.ESCAPE,
    Shift: Key.SHIFT,
    Control: Key.CONTROL,
    Tab: Key.TAB,
  }),
);

/** A window that is driven by WebDriver. */
export function drivenWindow(
  driver: WebDriver,
  { complaints, close }: Pick<EngineWindow, 'complaints' | 'close'>,
): EngineWindow {
  const act = () => driver.actions({ async: true });
  const code = (key: string) => KEYS.get(key) ?? key;
  return {
    input: {
      keyDown: (key) => act().keyDown(code(key)).perform(),
      keyUp: (key) => act().keyUp(code(key)).perform(),
      moveTo: (point) =>
        act()
          .move({ ...point, duration: 0 })
          .perform(),
      buttonDown: () => act().press().perform(),
      buttonUp: () => act().release().perform(),
    },
    goto: (url) => driver.get(url),
    async evaluate(look, argument) {
      const json = await driver.executeScript<string>(
        `return JSON.stringify(${expression(look, argument)} ?? null)`,
      );
      return JSON.parse(json);
    },
    complaints,
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    close,
  };
}
