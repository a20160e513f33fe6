/**
 * Adds a button below the lesson that ends the session with the LMS. cmi5 wants its last statement
 * when the learner leaves, and browsers do not tell a closed window from a reload.
 * @param leave resolves to null when the LMS has everything
 * @param returnUrl where the LMS wants the learner to go, or null
 */
export function offerToLeave(leave: () => Promise<unknown>, returnUrl: string | null): void {
  const section = document.createElement('section');
  const button = document.createElement('button');
  const status = document.createElement('p');
  section.className = 'quiz-leave';
  button.type = 'button';
  button.className = 'button';
  button.textContent = 'Kết thúc phiên học';
  status.className = 'quiz-save';
  status.setAttribute('role', 'status');
  section.append(button, status);
  document.querySelector('main')?.append(section);

  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    status.textContent = 'Đang gửi kết quả tới LMS…';
    if ((await leave()) === null) {
      status.textContent = 'Đã kết thúc. Thầy cô có thể đóng trang này.';
      if (returnUrl !== null) location.assign(returnUrl);
      return;
    }
    button.removeAttribute('aria-disabled');
    status.textContent =
      'LMS chưa nhận được hết kết quả nên chưa kết thúc. Thầy cô hãy kiểm tra mạng rồi bấm lại.';
  });
}
