/**
 * Shows the button that ends the session with the LMS, `[data-leave]` in the page. cmi5 wants its
 * last statement when the learner leaves, and browsers do not tell a closed window from a reload.
 * @param leave resolves to null when the LMS has everything
 * @param returnUrl where the LMS wants the learner to go, or null
 */
export function offerToLeave(leave: () => Promise<unknown>, returnUrl: string | null): void {
  const place = document.querySelector<HTMLElement>('[data-leave]');
  const button = place?.querySelector('button');
  const status = place?.querySelector('[role=status]');
  if (!place || !button || !status) return;
  place.hidden = false;

  let isLeaving = false;
  button.addEventListener('click', async () => {
    if (isLeaving) return;
    isLeaving = true;
    status.textContent = 'Đang gửi kết quả tới LMS…';
    if ((await leave()) === null) {
      button.hidden = true;
      status.textContent = 'Đã kết thúc. Thầy cô có thể đóng trang này.';
      if (returnUrl !== null) location.assign(returnUrl);
      return;
    }
    isLeaving = false;
    status.textContent =
      'LMS chưa nhận được hết kết quả nên chưa kết thúc. Thầy cô hãy kiểm tra mạng rồi bấm lại.';
  });
}
