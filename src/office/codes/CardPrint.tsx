import { useEffect, useRef } from 'preact/hooks';
import type { CodeCard } from '../../records/contract/learners.ts';
import { dayOf, formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { CardSheets } from './CardSheets.tsx';

interface Props {
  cards: CodeCard[];
  /** Null while nobody has set it: the cards then lead to where this page was opened. */
  publicAddress: string | null;
  onBack(): void;
}

/** The cards as they will be printed, and nothing else on the paper. */
export function CardPrint({ cards, publicAddress, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const address = publicAddress ?? window.location.origin;
  return (
    <>
      <div class="of-noprint">
        <h3 ref={heading} tabIndex={-1}>
          {formatCount(cards.length)} thẻ để in
        </h3>
        {publicAddress === null && (
          <Notice kind="warning" title="Chưa đặt địa chỉ công khai của trang">
            <p>
              Mã QR trên thẻ sẽ dẫn tới <strong class="of-wrap">{address}</strong>, là địa chỉ đang
              mở trang này. Chỉ in khi điện thoại của giáo viên mở được địa chỉ ấy. Đặt địa chỉ công
              khai: dòng <code>url</code> trong <code>content/site.yaml</code>, hoặc{' '}
              <code>SITE_URL</code> khi dựng trang.
            </p>
          </Notice>
        )}
        <p>
          Khổ A4, tám thẻ một tờ, mỗi trường một tập riêng; cắt theo đường chấm. Trong hộp thoại in,
          để cỡ 100% và bỏ đầu trang, chân trang. Lần mở thẻ này đã được ghi vào nhật ký.
        </p>
        <div class="of-actions">
          <button
            type="button"
            class="of-button of-button--main"
            disabled={cards.length === 0}
            onClick={() => window.print()}
          >
            In thẻ
          </button>
          <button type="button" class="of-button" onClick={onBack}>
            Về danh sách
          </button>
        </div>
      </div>
      <CardSheets cards={cards} address={address} printedOn={dayOf(new Date())} />
    </>
  );
}
