import { serveExamplesForWeb } from '../host/examples.js';
import { openAddress } from './session.js';

describe('npm start -- --web', () => {
  it('opens the walkthrough with the Eyeriss example beside it', async () => {
    const { url, stop } = await serveExamplesForWeb();
    try {
      const workbench = await openAddress(url);
      await workbench.page.locator('.getting-started-step.expanded').waitFor();
      await workbench.page.locator('.tab.active', { hasText: 'eyeriss.ffarch' }).waitFor();
      await workbench.lens('Map Workload');
      await workbench.screenshot('start-web');
    } finally {
      stop();
    }
  });
});
