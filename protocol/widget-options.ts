/**
 * The widget's options, which a page, its snippet or the deployment can set. Values are short texts or
 * numbers, as in `data-` attributes. A blank value restores the default.
 */
export type WidgetOptions = {
  /** As hex, such as `#2f5bea`. Text on it is black or white, whichever has more contrast. */
  primaryColor?: string;
  /** The corner of the window. Default: `right`. */
  position?: 'right' | 'left' | '';
  /** The distances from the window's edges in CSS pixels. Default: 20. */
  offsetX?: number | string;
  offsetY?: number | string;
  /** `auto` follows the reader's system. */
  theme?: 'auto' | 'light' | 'dark' | '';
  /** With a hidden launcher, the page opens the chat itself. */
  launcher?: 'visible' | 'hidden' | '';
  /** A language tag such as `pt-BR`, instead of the page's own `lang`. */
  language?: string;
  title?: string;
  /** The text of an empty chat. Its first line is the heading. */
  greeting?: string;
};

/** One expression for all options as `name=value`, because it is part of the loader. */
const OPTION =
  /^(primaryColor=(#([\da-fA-F]{3}){1,2})?|position=(right|left)?|offset[XY]=\d{0,3}|theme=(auto|light|dark)?|launcher=(visible|hidden)?|(language|title)=.{0,60}|greeting=[\s\S]{0,300})$/;

/** Whether the option exists and can have this value. */
export const isWidgetOption = (name: string, value: unknown) => OPTION.test(`${name}=${value}`);
