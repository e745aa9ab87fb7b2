import { crc32c } from '@aws-crypto/crc32c';

/*
 * TFRecord framing: length (uint64), masked checksum of the length, data, masked checksum of the
 * data; all little-endian (tensorflow/core/lib/io/record_writer.h).
 */

const headerBytes = 12;
const footerBytes = 4;

/** A record that holds a message. */
export function encodeRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(headerBytes + data.length + footerBytes);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedChecksum(record.subarray(0, 8)), true);
  record.set(data, headerBytes);
  view.setUint32(headerBytes + data.length, maskedChecksum(data), true);
  return record;
}

/**
 * The messages of whole records from the beginning of a file, and the end of the last one: what
 * follows is incomplete.
 */
export function decodeRecords(file: Uint8Array): {
  readonly messages: readonly Uint8Array[];
  readonly end: number;
} {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const messages: Uint8Array[] = [];
  let end = 0;
  while (file.length - end >= headerBytes) {
    const start = end + headerBytes;
    if (view.getUint32(end + 8, true) !== maskedChecksum(file.subarray(end, end + 8))) break;
    const length = Number(view.getBigUint64(end, true));
    if (file.length < start + length + footerBytes) break;
    const data = file.subarray(start, start + length);
    if (view.getUint32(start + length, true) !== maskedChecksum(data)) break;
    messages.push(data);
    end = start + length + footerBytes;
  }
  return { messages, end };
}

/** A checksum of data that hold checksums themselves would be weak, so it is rotated and moved. */
function maskedChecksum(data: Uint8Array): number {
  const checksum = crc32c(data);
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
