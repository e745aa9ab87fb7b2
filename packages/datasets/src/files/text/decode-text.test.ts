import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const TEXT = 'input,target\na café,5 €\n';
const utf16le = Buffer.from(TEXT, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();
const cjk = Buffer.from('入力,正解\n好い,良\n', 'utf16le');

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`), TEXT],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), TEXT],
    ['UTF-16 BE with a byte order mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), TEXT],
    ['UTF-16 LE without a mark', utf16le, TEXT],
    ['UTF-16 BE without a mark', utf16be, TEXT],
    ['UTF-16 LE without a mark and with few NUL bytes', cjk, '入力,正解\n好い,良\n'],
    ['an empty file', Buffer.alloc(0), ''],
    ['a byte order mark alone', Buffer.from('\uFEFF'), ''],
  ])('reads %s', (_name, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it.each([
    ['windows-1252', Buffer.from([0x63, 0xe9, 0x20, 0x80, 0x92, 0x99]), 'cé €’™'],
    ['latin1', Buffer.from([0xe9, 0xff]), 'éÿ'],
    ['ISO-8859-1', Buffer.from([0xe9]), 'é'],
    ['utf-16le', Buffer.from('ab', 'utf16le'), 'ab'],
    ['UTF8', Buffer.from('\uFEFFé'), 'é'],
    ['shift_jis', Buffer.from([0x93, 0xfa]), '日'],
  ])('reads %s if it is named', (encoding, bytes, text) => {
    expect(decodeText(bytes, encoding)).toBe(text);
  });

  it.each([
    ['Latin-1', Buffer.from('a\nb\ncaf\u00e9\n', 'latin1'), 'is not UTF-8', 3],
    ['UTF-8 that is cut short', Buffer.from('a\né').subarray(0, 3), 'is not UTF-8', 2],
    ['a NUL byte in text', Buffer.from('a\nb\0c and more text'), 'holds a NUL byte', 2],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'is UTF-32', undefined],
    ['UTF-16 that is cut short', Buffer.from([0xff, 0xfe, 0x61]), 'is not UTF-16LE', undefined],
    ['half a surrogate pair', Buffer.from([0xff, 0xfe, 0, 0xd8]), 'is not UTF-16LE', undefined],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'NUL byte', 1],
  ])('refuses %s with the line', (_name, bytes, problem, line) => {
    const decode = (): string => decodeText(bytes);
    expect(decode).toThrow(problem);
    expect(decode).toThrow(expect.objectContaining({ line }));
  });

  it('refuses a name that is no encoding', () => {
    expect(() => decodeText(Buffer.from('a'), 'utf-9')).toThrow(
      'the encoding "utf-9", which is not known',
    );
  });
});
