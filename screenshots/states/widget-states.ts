import type { Reach } from '../drivers/scene.ts';
import type { Widget } from '../drivers/widget.ts';
import { WIDGET_CONVERSATION_STATES } from './widget-conversation.ts';
import { WIDGET_QUESTION_STATES } from './widget-questions.ts';
import { WIDGET_TROUBLE_STATES } from './widget-trouble.ts';

/** Every state of the widget, by name. */
export const WIDGET_STATES: Readonly<Record<string, Reach<Widget>>> = {
  ...WIDGET_CONVERSATION_STATES,
  ...WIDGET_TROUBLE_STATES,
  ...WIDGET_QUESTION_STATES,
};
