/**
 * What a page, its snippet or the deployment may set about the widget. All values are short texts or
 * numbers, as `data-` attributes carry them; a blank one gives back the default.
 */
export type WidgetOptions = {
  /** As hex, such as `#2f5bea`: the text on it becomes black or white, whichever is read better. */
  primaryColor?: string;
  /** The corner of the window, `right` unless set. */
  position?: 'right' | 'left' | '';
  /** The distances from the window's edges in CSS pixels, 20 unless set. */
  offsetX?: number | string;
  offsetY?: number | string;
  /** `auto` follows the reader's system. */
  theme?: 'auto' | 'light' | 'dark' | '';
  /** A hidden launcher leaves opening to the page's own buttons. */
  launcher?: 'visible' | 'hidden' | '';
  /** A language tag such as `pt-BR`, instead of the page's own `lang`. */
  language?: string;
  title?: string;
  /** What an empty chat says: the first line is its heading. */
  greeting?: string;
};

/** One expression for all, since the loader carries it: an option as `name=value`. */
const OPTION =
  /^(primaryColor=(#([\da-fA-F]{3}){1,2})?|position=(right|left)?|offset[XY]=\d{0,3}|theme=(auto|light|dark)?|launcher=(visible|hidden)?|(language|title)=.{0,60}|greeting=[\s\S]{0,300})$/;

/** Whether there is such an option and it can have this value. */
export const isWidgetOption = (name: string, value: unknown) => OPTION.test(`${name}=${value}`);
