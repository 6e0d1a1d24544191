import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Html } from '../../../client/panel/html.js';

/** What a page or figure is as text. */
export const markup = (of: Html | null): string => render(h(Fragment, null, of));

/** The same with a line for each element that is not within a sentence, for people who compare two versions. */
export const lines = (of: Html | null): string =>
  `${markup(of).replace(/(?<!^)<(\/?(?:div|section|header|table|thead|tbody|tfoot|tr|caption|ul|dl|figure|svg|g|defs)|h[1-3]|p|li|td|th|text|rect|path|line|circle|button|details|dt)(?=[ >])/g, '\n<$1')}\n`;
