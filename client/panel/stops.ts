const NEXT = ['ArrowRight', 'ArrowDown'];
const PREVIOUS = ['ArrowLeft', 'ArrowUp'];

/**
 * Lets the marks of a picture that are of class `stop` be reached by keyboard: the Tab key stops once at each picture, arrows go
 * from one mark to the next, from left to right, and Enter or Space does what a click does.
 */
export function stopAt(page: HTMLElement): void {
  page.addEventListener('keydown', (event) => {
    const stop = event.target instanceof SVGElement ? event.target.closest<SVGElement>('.stop') : null;
    if (!stop) return;
    const stops = stopsOf(stop.closest('svg')!);
    const at = stops.indexOf(stop);
    const { key } = event;
    if (key === 'Enter' || key === ' ') stop.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else if (NEXT.includes(key)) go(stops, Math.min(at + 1, stops.length - 1));
    else if (PREVIOUS.includes(key)) go(stops, Math.max(at - 1, 0));
    else if (key === 'Home') go(stops, 0);
    else if (key === 'End') go(stops, stops.length - 1);
    else return;
    event.preventDefault();
  });
}

/**
 * After the page was drawn: one mark of each picture takes the focus, that which had it last, and screen readers offer all of them
 * instead of one image.
 */
export function markStops(page: HTMLElement): void {
  const pictures = new Set([...page.querySelectorAll('.stop')].map((stop) => stop.closest('svg')!));
  for (const picture of pictures) {
    const stops = stopsOf(picture);
    picture.setAttribute('role', 'group');
    for (const stop of stops) {
      stop.setAttribute('role', 'button');
      if (!stop.hasAttribute('tabindex')) stop.setAttribute('tabindex', '-1');
    }
    if (!stops.some((stop) => stop.tabIndex === 0)) stops[0]?.setAttribute('tabindex', '0');
  }
}

function go(stops: readonly SVGElement[], to: number): void {
  for (const [i, stop] of stops.entries()) stop.setAttribute('tabindex', i === to ? '0' : '-1');
  stops[to]?.focus();
}

/** From left to right, of those above each other from the top. */
function stopsOf(picture: Element): SVGElement[] {
  const placed = [...picture.querySelectorAll<SVGElement>('.stop')].map((stop) => {
    const { left, width, top, height } = stop.getBoundingClientRect();
    return { stop, x: left + width / 2, y: top + height / 2 };
  });
  return placed.sort((one, other) => one.x - other.x || one.y - other.y).map(({ stop }) => stop);
}
