import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import type { SignedCheckpoint } from '@tiepdan/audit';
import { verifyAudit, type BreakKind, type Finding, type Proof, type Verified } from '@tiepdan/audit-verifier';

export interface Answered {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

const USAGE = [
  'Cách dùng: npm run verify-audit -- --database <địa chỉ> [--checkpoint <tệp> --key <khóa công khai, PEM>]',
  'Usage: npm run verify-audit -- --database <url> [--checkpoint <file> --key <public key, PEM>]',
];

/**
 * Reads, and changes nothing: the session is told to be read-only before anything else. Without a checkpoint only the database's
 * own word is looked at, which a superuser can write anew; that is said.
 */
export async function verifyAuditLines(args: readonly string[]): Promise<Answered> {
  const asked = questionIn(args);
  if (asked === null) return { exitCode: 2, lines: USAGE };
  const proof = await proofOf(asked).catch(() => null);
  if (proof === null)
    return {
      exitCode: 2,
      lines: [
        'Không đọc được điểm kiểm tra hoặc khóa công khai. The checkpoint or the public key cannot be read.',
        ...USAGE,
      ],
    };
  const client = new Client({ connectionString: asked.database, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    return answerOf(await verifyAudit(client, proof.given));
  } finally {
    await client.end();
  }
}

interface Question {
  readonly database: string;
  readonly checkpoint?: string | undefined;
  readonly key?: string | undefined;
}

function questionIn(args: readonly string[]): Question | null {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { database: text, checkpoint: text, key: text } });
    const { database, checkpoint, key } = values;
    if (!database || (checkpoint === undefined) !== (key === undefined)) return null;
    return { database, checkpoint, key };
  } catch {
    return null;
  }
}

async function proofOf({ checkpoint, key }: Question): Promise<{ readonly given: Proof | null }> {
  if (checkpoint === undefined || key === undefined) return { given: null };
  const publicKey: KeyObject = createPublicKey(await readFile(key));
  return { given: { checkpoint: JSON.parse(await readFile(checkpoint, 'utf8')) as SignedCheckpoint, publicKey } };
}

function answerOf({ findings, links, chains, anchors }: Verified): Answered {
  const read = `${links} mắt xích, ${chains} chuỗi, ${anchors} mốc neo · ${links} links, ${chains} chains, ${anchors} anchors`;
  if (findings.length === 0) return { exitCode: 0, lines: [`Nhật ký nguyên vẹn. The audit is whole. (${read})`] };
  return { exitCode: 1, lines: [...findings.flatMap(linesOf), `(${read})`] };
}

const words: Readonly<Record<BreakKind, readonly [vietnamese: string, english: string]>> = {
  DELETED: ['đã bị xóa', 'was deleted'],
  ALTERED: ['đã bị sửa', 'was altered'],
  INSERTED: ['đã bị chèn vào', 'was inserted'],
  REORDERED: ['đã bị đổi thứ tự', 'was put in another place'],
  CUT_OFF: ['và mọi mắt xích sau nó đã bị cắt bỏ', 'and every link after it were cut off'],
  REWRITTEN: ['không còn là mắt xích đã được làm chứng', 'is not the link that was witnessed'],
};

function linesOf(finding: Finding): string[] {
  if (finding.what === 'CHECKPOINT_NOT_GENUINE')
    return [
      'Điểm kiểm tra không phải do khóa này ký, hoặc đã bị sửa; chưa đọc gì trong cơ sở dữ liệu.',
      'The checkpoint was not signed by this key, or was changed; nothing of the database was read.',
    ];
  if (finding.what === 'ANCHOR')
    return [
      `Mốc neo số ${finding.sequence} không còn như lúc ghi.`,
      `Anchor ${finding.sequence} is not as it was written.`,
    ];
  const { kind, agencyId, sequence, found } = finding;
  const [vietnamese, english] = words[kind];
  const now = found && ` [${found.recordedAt}Z ${found.operation} ${found.objectId} ${found.actorId}]`;
  return [
    `Chuỗi của cơ quan ${agencyId}: mắt xích số ${sequence} ${vietnamese}.${now ?? ''}`,
    `Chain of agency ${agencyId}: link ${sequence} ${english}.`,
  ];
}
