import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { reportFile } from '../../client/panel/report.js';
import { RESULT } from '../../client/panel/result/view.js';
import type { View } from '../../client/panel/view.js';
import { openPanels } from '../client/panel/in-browser.js';
import { pages } from '../client/panel/pages.js';
import { checkout } from '../host/checkout.js';

/** From the narrowest panel to the widest window. */
const WIDTHS = [360, 400, 900, 1600, 2000];

/** What of a page or of its pictures is wider than the room that it has, so narrow that a short name has a few letters a line, or over each other. */
async function ill(page: Page): Promise<string[]> {
  const boxes = await page.locator('html, main, section, table, fieldset, .actions, th').evaluateAll((all) =>
    all.map((element) => {
      const text = document.createRange();
      text.selectNodeContents(element);
      return {
        what: `${element.tagName.toLowerCase()} ${element.className}`,
        text: element.textContent?.trim() ?? '',
        needs: element.scrollWidth,
        has: element.clientWidth,
        lines: text.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight),
      };
    }),
  );
  const texts = await page.locator('svg.picture').evaluateAll((all) =>
    all.flatMap((picture) => {
      const { left, right } = picture.getBoundingClientRect();
      return [...picture.querySelectorAll('text')].flatMap((text) => {
        const { left: from, right: to } = text.getBoundingClientRect();
        return from < left - 1 || to > right + 1 ? [`${text.textContent}: from ${from - left} to ${to - left}`] : [];
      });
    }),
  );
  const wide = boxes
    .filter(({ what, text, needs, has, lines }) =>
      what.startsWith('th ') ? isShort(text) && lines > 2.9 : needs > has,
    )
    .map(({ what, text, needs, has }) => `${what} ${text.slice(0, 30)}: ${needs} of ${has}`);
  return [...wide, ...texts, ...(await overlapping(page))];
}

type Corners = readonly (readonly [x: number, y: number])[];

/** Texts of a picture that run into each other, however they are turned; a pixel of their boxes may. */
async function overlapping(page: Page): Promise<string[]> {
  const pictures = await page.locator('svg.picture').evaluateAll((all) =>
    all.map((picture) =>
      [...picture.querySelectorAll('text')].map((text) => {
        const { x, y, width, height } = text.getBBox();
        // Without the room above and below letters.
        const ends = [y + 2, y + height - 2].flatMap((line) => [new DOMPoint(x, line), new DOMPoint(x + width, line)]);
        const corners = [0, 1, 3, 2].map((i) => ends[i]!.matrixTransform(text.getScreenCTM()!));
        return { text: text.textContent?.trim() ?? '', corners: corners.map(({ x, y }) => [x, y] as const) };
      }),
    ),
  );
  return pictures.flatMap((texts) => {
    const written = texts.filter(({ text }) => text !== '');
    return written.flatMap((one, i) =>
      written
        .slice(i + 1)
        .filter((other) => !apart(one.corners, other.corners) && !apart(other.corners, one.corners))
        .map((other) => `${one.text} over ${other.text}`),
    );
  });
}

/** Whether two boxes lie on both sides of a line along an edge of the first. */
const apart = (one: Corners, other: Corners): boolean =>
  one.some(([x, y], i) => {
    const [nextX, nextY] = one[(i + 1) % one.length]!;
    const length = Math.hypot(nextX - x, nextY - y) || 1;
    const across = (of: Corners) => of.map(([a, b]) => (a * (nextY - y) - b * (nextX - x)) / length);
    const [own, others] = [across(one), across(other)];
    return Math.max(...own) <= Math.min(...others) + 1 || Math.max(...others) <= Math.min(...own) + 1;
  });

const isShort = (name: string): boolean => name.length <= 14;

/** A variable of the page, with which something stands in for the extension host. */
const held = (page: Page, name: 'kept' | 'posted'): Promise<unknown> =>
  page.evaluate((name) => (window as unknown as Record<string, unknown>)[name], name);

describe('The pages of panels', () => {
  let panels: Awaited<ReturnType<typeof openPanels>>;
  before(async () => {
    panels = await openPanels();
  });
  after(() => panels.close());

  for (const [name, sample] of Object.entries(pages)) {
    it(`stay within their width, keep names whole and texts of pictures apart, of ${name}`, async () => {
      const { view, shown } = sample();
      const panel = await panels.open(view, WIDTHS[0]!);
      await panel.show(shown);
      // What is not laid out yet has no width to look at.
      await panel.page.addStyleTag({ content: 'section { content-visibility: visible !important }' });
      const found: Record<number, string[]> = {};
      for (const width of WIDTHS) {
        await panel.resize(width);
        const wrong = await ill(panel.page);
        if (wrong.length > 0) found[width] = wrong;
      }
      assert.deepEqual(found, {});
      await panel.page.close();
    });
  }

  it('let the marks of an exploration be reached and opened by keyboard, with one stop of the Tab key', async () => {
    const { view, shown } = pages['an exploration']!();
    const { page, show } = await panels.open(view, 700);
    await show(shown);
    await page.getByRole('button', { name: 'Save figure' }).focus();
    const named = () => page.evaluate(() => document.activeElement?.querySelector('title')?.textContent ?? '');
    const names: string[] = [];
    for (const key of ['Tab', 'End', 'Home', 'ArrowRight', 'ArrowRight']) {
      await page.keyboard.press(key);
      names.push((await named()).split(',')[0]!);
    }
    assert.deepEqual(names, ['213 µJ', '180 µJ', '213 µJ', '213 µJ', 'rowStationary: 260 µJ']);
    await page.keyboard.press('Enter');
    const posted = (await held(page, 'posted')) as { action?: string; index?: number }[];
    assert.deepEqual([posted.at(-1)?.action, posted.at(-1)?.index], ['open-declared', 0]);
    await show(shown);
    assert.match(await named(), /^rowStationary/);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BUTTON');
    await page.close();
  });

  it('mark a level all over a result where one points at it or has the focus on it, and lead from its parts to its line', async () => {
    const { view, shown } = pages['a result']!();
    const { page, show } = await panels.open(view, 1600);
    await show(shown);
    const marked = async (): Promise<string[]> => {
      const places = await page
        .locator('.marked')
        .evaluateAll((all) => all.map((part) => part.closest('section')!.getAttribute('aria-labelledby')!));
      return [...new Set(places)];
    };
    const everywhere = ['machine', 'mapping', 'energy', 'bandwidth', 'operations'];
    const nowhere = () => page.mouse.move(1, 1);
    const posted = async () => ((await held(page, 'posted')) as object[]).at(-1);

    // Of two registers whose roofs and points are the same each marks them.
    const roof = page.locator('[aria-label^="Roofline"] g.marked line');
    for (const level of ['InRegister', 'WRegister']) {
      await nowhere();
      assert.deepEqual(await marked(), []);
      await page.locator('.nest').getByRole('button', { name: level }).hover();
      assert.deepEqual(await marked(), everywhere);
      assert.equal(await roof.count(), 2);
    }
    await nowhere();
    await page.locator('.nest').getByRole('button', { name: 'GlobalBuffer' }).focus();
    await page.keyboard.press('Tab');
    assert.deepEqual(await posted(), { type: 'point', level: 'GlobalBuffer', go: false });
    assert.deepEqual(await marked(), everywhere);
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), { type: 'point', level: 'GlobalBuffer', dimension: 'K', go: true });
    for (const part of [
      'GlobalBuffer keeps 65,536 words of In',
      'In stays in GlobalBuffer over m',
      'GlobalBuffer, In:',
    ]) {
      await page
        .locator('svg.picture g, svg.picture rect', { has: page.locator(`title:text("${part}")`) })
        .last()
        .click();
      assert.deepEqual(await posted(), { type: 'point', level: 'GlobalBuffer', go: true }, part);
    }
    await page.locator('[aria-label^="Where"] rect').first().click();
    assert.deepEqual(await posted(), { type: 'point', level: 'Compute', go: true });
    await page.close();
  });

  it('keep the figure and the architecture by which networks are compared over a reload, and save that', async () => {
    const { view, shown } = pages['networks compared']!();
    const panel = await panels.open(view, 700);
    await panel.show(shown);
    await panel.page.getByRole('button', { name: 'latency', exact: true }).click();
    await panel.page.getByRole('button', { name: 'to Eyeriss' }).click();
    const { page } = await panels.open(view, 700, await held(panel.page, 'kept'));
    await page.getByRole('heading', { name: 'To Eyeriss' }).waitFor();
    const title = 'MaestroBlas: latency relative to Eyeriss';
    assert.match((await page.locator('svg.picture').getAttribute('aria-label'))!, new RegExp(`^${title}`));
    await page.getByRole('button', { name: 'Save figure' }).click();
    await page.waitForFunction(
      () => (window as unknown as { posted: { type: string }[] }).posted.at(-1)?.type === 'act',
    );
    const posted = (await held(page, 'posted')) as { drawn?: { title: string } }[];
    assert.equal(posted.at(-1)?.drawn?.title, title);
    await page.close();
    await panel.page.close();
  });

  it('keep by what the layers of a network are sorted over a reload', async () => {
    const { view, shown } = pages['a network']!();
    const panel = await panels.open(view, 1200);
    await panel.show(shown);
    await panel.page.getByRole('button', { name: /^latency/ }).click();
    const { page } = await panels.open(view, 1200, await held(panel.page, 'kept'));
    const header = page.locator('.layers th[aria-sort]');
    assert.match((await header.innerText()).trim(), /^latency/);
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    assert.match(await page.locator('.layers tbody th').first().innerText(), /^FF1/);
    await page.close();
    await panel.page.close();
  });

  it('are drawn in reports for several widths, each picture once at any width, within the page and not shrunk', async () => {
    const css = readFileSync(checkout('dist/panel.css'), 'utf8');
    const found: string[] = [];
    const { page } = await panels.open(RESULT, WIDTHS[0]!);
    for (const [name, sample] of Object.entries(pages)) {
      const { view, shown } = sample() as { view: View<unknown>; shown: unknown };
      await page.setContent(reportFile(view, shown, css));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const seen = await page.locator('.picture:visible').evaluateAll((all) =>
          all.map((picture) => ({
            label: picture.getAttribute('aria-label')?.slice(0, 30),
            has: picture.getBoundingClientRect().width,
            drawn: Number(picture.getAttribute('width')),
            room: document.querySelector('main')!.clientWidth,
          })),
        );
        const scrolled = await page
          .locator('section')
          .evaluateAll((all) =>
            all.flatMap((section) =>
              section.scrollWidth > section.clientWidth ? (section.getAttribute('aria-labelledby') ?? '') : [],
            ),
          );
        // Sixteen digits twice, and their change, take more than a telephone has; they can be scrolled to.
        const tooMuch = name === 'twenty levels beside themselves' && width <= 400;
        if (scrolled.length > 0 && !tooMuch)
          found.push(`${name} at ${width}: ${scrolled.join(', ')} run out of the page`);
        const labels = new Set(seen.map(({ label }) => label));
        if (labels.size !== seen.length || seen.length === 0)
          found.push(`${name} at ${width}: ${seen.length} pictures`);
        for (const { label, has, drawn, room } of seen)
          if (has !== drawn || has > room) found.push(`${name} at ${width}: ${label}: ${has} of ${drawn} in ${room}`);
      }
    }
    await page.close();
    assert.deepEqual(found, []);
  });
});
