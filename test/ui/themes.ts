/** The kinds of themes that VS Code has with an example of each, and its class on pages of webviews and on the window. */
export const THEMES = {
  'Default Dark Modern': { page: 'vscode-dark', window: 'vs-dark' },
  'Default Light Modern': { page: 'vscode-light', window: 'vs' },
  'Default High Contrast': { page: 'vscode-high-contrast', window: 'hc-black' },
  'Default High Contrast Light': { page: 'vscode-high-contrast-light', window: 'hc-light' },
};
