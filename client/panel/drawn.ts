import { render } from 'preact';
import { alone } from './figures/alone.js';
import type { Figure } from './figures/figure.js';
import type { Drawn } from './protocol.js';

/** Pixels of a PNG for each of the figure, so letters are sharp in print. */
const SCALE = 3;

/** A figure as files of its own. */
export async function drawn(figure: Figure): Promise<Drawn> {
  const holder = document.createElement('div');
  render(alone(figure), holder);
  const root = holder.querySelector('svg')!;
  const svg = `${new XMLSerializer().serializeToString(root)}\n`;
  const width = Number(root.getAttribute('width'));
  const height = Number(root.getAttribute('height'));
  return { title: figure.title, svg, png: await pngOf(svg, width * SCALE, height * SCALE) };
}

async function pngOf(svg: string, width: number, height: number): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`a picture of ${width} × ${height} pixels could not be drawn`);
  return new Uint8Array(await blob.arrayBuffer());
}
