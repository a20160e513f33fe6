import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../records/contract/accounts.ts';
import type { FetchRecords } from '../api.ts';
import { useStore } from '../store.ts';
import { Notice } from '../ui/Notice.tsx';
import { FirstPassword } from './FirstPassword.tsx';
import { SignInForm } from './SignInForm.tsx';
import type { SessionKeeper } from './session.ts';
import { setupCodeOf } from './setup-link.ts';

interface Props {
  keeper: SessionKeeper;
  children(session: Session, fetchRecords: FetchRecords): ComponentChildren;
}

/** Lets an officer in, and keeps the page as it was when their session ends meanwhile. */
export function ServerOffice({ keeper, children }: Props) {
  const { phase, session, problem } = useStore(keeper.data);
  const [setup, setSetup] = useState<string | null>(() => setupCodeOf(window.location.hash));
  const [welcome, setWelcome] = useState<string | null>(null);
  useEffect(() => {
    void keeper.check();
  }, []);
  useEffect(() => {
    const follow = () => {
      const code = setupCodeOf(window.location.hash);
      if (code !== null) setSetup(code);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  if (setup !== null && phase !== 'in' && phase !== 'expired') {
    const leave = (username: string | null) => {
      // The code must not stay in the address or the history.
      window.history.replaceState(null, '', '#/tong-quan');
      setSetup(null);
      setWelcome(username);
    };
    return (
      <div class="of-sign-in">
        <FirstPassword keeper={keeper} code={setup} onDone={leave} onBack={() => leave(null)} />
      </div>
    );
  }
  if (phase === 'checking') {
    return (
      <p class="of-wait" role="status">
        Đang hỏi máy chủ…
      </p>
    );
  }
  if (phase === 'broken') {
    return (
      <Notice kind="bad" title="Chưa vào được trang quản lý" alert>
        <p>{problem}</p>
        <button type="button" class="of-button" onClick={() => void keeper.check()}>
          Thử lại
        </button>
      </Notice>
    );
  }
  if (session === null || phase === 'out') {
    return (
      <div class="of-sign-in">
        <h2 class="of-section__title">Đăng nhập</h2>
        {welcome !== null && (
          <Notice kind="good" alert>
            <p>Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu vừa đặt.</p>
          </Notice>
        )}
        <SignInForm keeper={keeper} username={welcome ?? ''} focus={welcome !== null} />
        <p class="of-hint">
          Chưa có tài khoản, hoặc quên mật khẩu: hãy nhờ cán bộ cấp trên (trường hỏi Phòng, Phòng
          hỏi Sở) cấp mã đặt mật khẩu. Đã có mã:{' '}
          <button type="button" class="of-link" onClick={() => setSetup('')}>
            đặt mật khẩu
          </button>
          .
        </p>
      </div>
    );
  }
  return (
    <>
      {children(session, keeper.fetchRecords)}
      {phase === 'expired' && (
        <ExpiredDialog keeper={keeper} username={session.officer?.username ?? ''} />
      )}
    </>
  );
}

/** Asks for the password again above the page as it stands; the calls that wait go on by themselves. */
function ExpiredDialog({ keeper, username }: { keeper: SessionKeeper; username: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="of-dialog of-sign-in"
      aria-labelledby="of-expired"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="of-expired" class="of-section__title">
        Phiên đăng nhập đã hết
      </h2>
      <p>Những gì đã gõ trên trang vẫn còn. Hãy đăng nhập lại để làm tiếp.</p>
      <SignInForm keeper={keeper} username={username} focus />
    </dialog>
  );
}
