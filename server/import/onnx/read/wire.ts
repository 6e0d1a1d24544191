import { PbfReader } from 'pbf';
import { number, plural } from '../../../../language/figures.js';
import { Fault } from '../../fault.js';

/** The most messages, names and numbers that are kept of a file: each takes some 100 bytes in memory, whatever it had in the file. */
export const MOST_PARTS = 2 ** 20;

/** The most bytes of a name that is kept. */
const MOST_TEXT = 4096;

/** The most numbers of a list that is kept: shapes, axes and pads have a few. */
export const MOST_NUMBERS = 1024;

/** A varint of 64 bits has at most that many bytes. */
const MOST_VARINT = 10;

/** How a value is stored, by the lowest three bits of its tag. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const WHERE = 'Export the model again, or fetch the whole file.';

/**
 * Protocol buffers, read without trust: lengths are held against what there is before anything is read, and whatever is
 * skipped is not looked at. The first fault is kept and ends all reading, so callers need not ask after each value.
 */
export class Wire {
  fault: Fault | undefined;
  private readonly reader: PbfReader;
  private parts = 0;
  /** Of the value that is visited; the whole file is a message without a length. */
  private type = BYTES;
  private start = 0;
  private end = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.reader = new PbfReader(bytes);
    this.end = bytes.length;
  }

  /** Visits the fields of the message that is the current value; at first, of the whole file. What is not read is skipped. */
  message(visit: (field: number) => void): void {
    if (!this.is(BYTES)) return;
    const { reader, end } = this;
    this.keep();
    while (reader.pos < end && !this.fault) {
      const field = this.header(end);
      if (this.fault) return;
      const next = this.end;
      visit(field);
      reader.pos = next;
    }
  }

  /** The current value, a whole number with its sign. Beyond 2^53 it is rounded. */
  integer(): number {
    return this.is(VARINT) ? this.reader.readVarint(true) : 0;
  }

  /** Whole numbers, packed or one of many; those that `most` leaves no room for are dropped. */
  integers(into: number[], most = MOST_NUMBERS): void {
    this.repeated(into, most, VARINT, () => {
      const size = this.varint(this.end);
      return size > 0 ? this.reader.readVarint(true) : 0;
    });
  }

  /** Numbers of 32 bits with a fraction, packed or one of many. */
  floats(into: number[], most = MOST_NUMBERS): void {
    this.repeated(into, most, FIXED32, () => (this.has(4) ? this.reader.readFloat() : 0));
  }

  /** The current value, a number of 32 bits with a fraction. */
  float(): number {
    return this.is(FIXED32) ? this.reader.readFloat() : 0;
  }

  /** The current value as text. */
  text(): string {
    if (!this.is(BYTES)) return '';
    const { reader, end } = this;
    const size = end - reader.pos;
    if (size > MOST_TEXT) {
      this.stop('too-large', `A name has ${number(size)} bytes, and at most ${number(MOST_TEXT)} are read.`);
      return '';
    }
    this.keep();
    // Again from the length, which fits by now.
    reader.pos = this.start;
    return reader.readString();
  }

  /** The bytes of the current value, not copied. */
  raw(): Uint8Array {
    return this.is(BYTES) ? this.bytes.subarray(this.reader.pos, this.end) : NOTHING;
  }

  /** Notes what is wrong and ends the reading. */
  stop(code: Fault['code'], message: string, remedy = WHERE): void {
    this.fault ??= new Fault(code, message, remedy);
  }

  private repeated(into: number[], most: number, single: number, next: () => number): void {
    const { reader, end } = this;
    const add = () => {
      const value = next();
      if (into.length >= most) return;
      this.keep();
      into.push(value);
    };
    if (this.type === single) add();
    else if (this.is(BYTES)) while (reader.pos < end && into.length < most && !this.fault) add();
  }

  /** Reads the tag of a field, and how far its value reaches. */
  private header(end: number): number {
    const { reader } = this;
    const at = reader.pos;
    if (this.varint(end) === 0) return 0;
    const tag = reader.readVarint();
    this.type = tag % 8;
    const field = Math.floor(tag / 8);
    if (field < 1 || field >= 2 ** 29) {
      this.stop('malformed', `At byte ${number(at)} is a field with number ${number(field)}, which does not exist.`);
      return 0;
    }
    this.start = reader.pos;
    this.end = end;
    const size = this.size();
    if (size > end - reader.pos) {
      const left = number(end - reader.pos);
      this.stop('truncated', `At byte ${number(at)} a value of ${plural(size, 'byte')} begins where ${left} are left.`);
    }
    this.end = reader.pos + size;
    return field;
  }

  /** The bytes of a value, from where the reader then is. */
  private size(): number {
    switch (this.type) {
      case VARINT:
        return this.varint(this.end);
      case FIXED64:
        return 8;
      case FIXED32:
        return 4;
      case BYTES:
        return this.varint(this.end) > 0 ? this.reader.readVarint() : 0;
      default:
        this.stop('malformed', `Before byte ${number(this.reader.pos)} is a value of the unknown type ${this.type}.`);
        return 0;
    }
  }

  /** The bytes of the varint that comes next; 0, and a fault, where it does not end. */
  private varint(end: number): number {
    const { bytes, reader } = this;
    const most = Math.min(end, reader.pos + MOST_VARINT);
    for (let at = reader.pos; at < most; at++) if (bytes[at]! < 0x80) return at + 1 - reader.pos;
    const where = `The number at byte ${number(reader.pos)}`;
    if (most === end) this.stop('truncated', `${where} does not end within its ${plural(end - reader.pos, 'byte')}.`);
    else this.stop('malformed', `${where} has more than ${MOST_VARINT} bytes.`);
    return 0;
  }

  private has(size: number): boolean {
    if (this.end - this.reader.pos >= size) return true;
    this.stop(
      'truncated',
      `At byte ${number(this.reader.pos)} ${this.end - this.reader.pos} of ${plural(size, 'byte')} are left.`,
    );
    return false;
  }

  private is(type: number): boolean {
    if (this.fault) return false;
    if (this.type === type) return true;
    this.stop(
      'malformed',
      `Before byte ${number(this.reader.pos)} is a value of type ${this.type} in place of one of type ${type}.`,
    );
    return false;
  }

  /** Counts what a caller keeps of the file. */
  keep(parts = 1): void {
    this.parts += parts;
    if (this.parts <= MOST_PARTS) return;
    const message = `The model has more than ${number(MOST_PARTS)} nodes, names and sizes, which is the most that is read.`;
    this.stop('too-large', message, 'Export a part of it.');
  }
}

const NOTHING = new Uint8Array();
