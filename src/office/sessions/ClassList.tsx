import { useState } from 'preact/hooks';
import type { ClassInput, SchoolClass } from '../../records/contract/classes.ts';
import { newId } from '../../records/database/ids.ts';
import type { RecordsApi } from '../api.ts';
import { formatCount } from '../format.ts';
import { classLines, type PastedClass } from '../paste/class-lines.ts';
import { PasteBox } from '../paste/PasteBox.tsx';
import { PasteReview } from '../paste/PasteReview.tsx';
import { kept, type PastedLine } from '../paste/pasted-line.ts';
import { countColumn, textColumn } from '../ui/columns.ts';
import { DataTable } from '../ui/DataTable.tsx';
import type { Deeds } from '../ui/use-deeds.tsx';
import { ClassForm } from './ClassForm.tsx';

interface Props {
  api: RecordsApi;
  unitId: string;
  schoolYear: string;
  classes: SchoolClass[];
  deeds: Deeds;
}

/** A class as it is sent to be kept. */
const inputOf = ({ unitId, schoolYear, name, level, size }: SchoolClass): ClassInput => ({
  unitId,
  schoolYear,
  name,
  level,
  size,
});

/** The classes of a school in a year: entered, pasted, corrected, taken away; each with the way back. */
export function ClassList({ api, unitId, schoolYear, classes, deeds }: Props) {
  const [changed, setChanged] = useState<SchoolClass | null>(null);
  const [pasted, setPasted] = useState<PastedLine<PastedClass>[] | null>(null);

  /** Keeps classes, new or with another size; undoing leaves each as it was. */
  const keep = async (list: readonly PastedClass[]) => {
    const done: { id: string; before: SchoolClass | null }[] = [];
    const undo = async () => {
      for (const { id, before } of [...done].reverse()) {
        if (before === null) await api.dropClass(id);
        else await api.keepClass(id, inputOf(before));
      }
    };
    for (const { known, name, size } of list) {
      const id = known?.id ?? newId();
      await api.keepClass(id, { unitId, schoolYear, level: known?.level ?? null, name, size });
      done.push({ id, before: known });
    }
    return undo;
  };
  const keepOne = async (known: SchoolClass | null, name: string, size: number) => {
    const ok = await deeds.attempt(async () => ({
      undo: await keep([{ known, name, size }]),
      text: known === null ? `Đã thêm lớp ${name}.` : `Đã sửa lớp ${name}.`,
    }));
    if (ok) setChanged(null);
    return ok;
  };
  const drop = (each: SchoolClass) =>
    deeds.attempt(async () => {
      await api.dropClass(each.id);
      return {
        text: `Đã xóa lớp ${each.name}.`,
        undo: async () => {
          await api.keepClass(each.id, inputOf(each));
        },
      };
    });

  return (
    <section class="of-block of-noprint" aria-label="Các lớp của trường">
      <h3>Các lớp năm học {schoolYear}</h3>
      <ClassForm
        key={changed?.id ?? 'new'}
        known={changed}
        busy={deeds.busy}
        onKeep={(name, size) => keepOne(changed, name, size)}
        onRefuse={deeds.refuse}
        onCancel={() => setChanged(null)}
      />
      <PasteBox
        what="danh sách lớp"
        columns="Lớp, Sĩ số"
        example={'1A\t32\n1B\t30'}
        onRead={(text) => setPasted(classLines(text, classes))}
      />
      {classes.length > 0 && (
        <DataTable<SchoolClass>
          caption={`${formatCount(classes.length)} lớp`}
          columns={[
            textColumn({ key: 'name', header: 'Lớp', rowHeader: true }, ({ name }) => name),
            countColumn({ key: 'size', header: 'Sĩ số' }, ({ size }) => size),
            countColumn({ key: 'sessions', header: 'Buổi' }, ({ sessions }) => sessions),
            {
              key: 'do',
              header: 'Sửa, xóa',
              sortable: false,
              cell: (each) => (
                <span class="of-rowdeeds">
                  <button
                    type="button"
                    class="of-link"
                    aria-label={`Sửa lớp ${each.name}`}
                    onClick={() => setChanged(each)}
                  >
                    Sửa
                  </button>
                  {each.sessions === 0 && (
                    <button
                      type="button"
                      class="of-link"
                      disabled={deeds.busy}
                      aria-label={`Xóa lớp ${each.name}`}
                      onClick={() => void drop(each)}
                    >
                      Xóa
                    </button>
                  )}
                </span>
              ),
            },
          ]}
          rows={classes}
          rowKey={({ id }) => id}
          noun="lớp"
        />
      )}
      {pasted !== null && (
        <PasteReview
          title="Dán danh sách lớp từ Excel"
          headers={['Lớp', 'Sĩ số']}
          lines={pasted}
          action={(lines) => `Ghi ${formatCount(lines)} lớp`}
          busy={deeds.busy}
          onClose={() => setPasted(null)}
          onConfirm={() => {
            const list = kept(pasted);
            void deeds
              .attempt(async () => ({
                undo: await keep(list),
                text: `Đã ghi ${formatCount(list.length)} lớp.`,
              }))
              .then(() => setPasted(null));
          }}
        />
      )}
    </section>
  );
}
