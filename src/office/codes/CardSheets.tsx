import { encode } from 'uqr';
import { formatDay } from '../../day.ts';
import type { CodeCard } from '../../records/contract/learners.ts';
import { cardLink, sheetsOf } from './sheets.ts';

/** The QR code of a card, dark on white in every theme so that any phone reads it. */
function CardQr({ text }: { text: string }) {
  // Four modules of quiet zone, as the standard asks.
  const { data, size } = encode(text, { border: 4, ecc: 'M' });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  return (
    <svg class="of-card__qr" aria-hidden="true" viewBox={`0 0 ${size} ${size}`}>
      <path class="of-card__ground" d={`M0 0h${size}v${size}H0z`} />
      <path class="of-card__ink" d={path} shape-rendering="crispEdges" />
    </svg>
  );
}

/** Learner cards on sheets of A4 with lines to cut along, school by school. */
export function CardSheets({
  cards,
  address,
  printedOn,
}: {
  cards: CodeCard[];
  address: string;
  /** `YYYY-MM-DD`: a card of an earlier sheet may have been renewed since. */
  printedOn: string;
}) {
  const shown = address.replace(/^https?:\/\//, '');
  return (
    <div class="of-cards">
      {sheetsOf(cards).map((sheet) => (
        <section key={`${sheet.unit} ${sheet.number}`} class="of-sheet">
          <h3 class="of-sheet__title">
            {sheet.unit}
            {sheet.of > 1 && `, tờ ${sheet.number} trong ${sheet.of}`}, in ngày{' '}
            {formatDay(printedOn)}
          </h3>
          <ul class="of-sheet__cards">
            {sheet.cards.map(({ personId, name, rosterCode, unit, code }) => (
              <li key={personId} class="of-card">
                <p class="of-card__unit">{unit}</p>
                <div class="of-card__body">
                  <div>
                    <p class="of-card__name">{name}</p>
                    <p class="of-card__roster">Mã trong danh sách: {rosterCode}</p>
                    <p class="of-card__label">Mã học viên</p>
                    <p class="of-card__code">{code}</p>
                  </div>
                  <CardQr text={cardLink(address, code)} />
                </div>
                <ol class="of-card__how">
                  <li>Quét mã QR, hoặc mở {shown}/thiet-bi/ rồi nhập mã.</li>
                  <li>Xem tên hiện ra; đúng thì bấm “Đúng là tôi”.</li>
                  <li>Giữ thẻ cho riêng mình; mất thẻ thì báo đầu mối để đổi mã.</li>
                </ol>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
