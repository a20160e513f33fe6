import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';

describe('a new password', () => {
  test.each(['', 'ngan', 'chin-ky-t', 'Mật khẩu1'])(
    'of fewer than 10 characters is refused: %s',
    (password) => {
      expect(passwordProblem(password)).toContain('ít nhất 10 ký tự');
    },
  );

  test('counts characters as people do', () => {
    expect(passwordProblem('🌱🌱🌱🌱🌱')).toContain('đang có 5');
  });

  test('that would take long to hash is refused', () => {
    expect(passwordProblem('a1b2'.repeat(40))).toContain('dài quá 128');
  });

  test.each([
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'abcdefghijkl',
    '1111222233',
    '121212121212',
  ])('that repeats or counts is refused: %s', (password) => {
    expect(passwordProblem(password)).toContain('lặp lại hoặc đếm');
  });

  test.each([
    'matkhau123',
    'Matkhau@2026',
    'Mật khẩu 2026',
    'password123',
    'P@ssw0rd2026',
    'qwertyuiop1',
    'anhyeuem123',
    'Vietnam@2025',
    'giaovien2026',
    'Truonghoc@123',
    '20251120251',
  ])('that many people choose is refused: %s', (password) => {
    expect(passwordProblem(password)).toContain('hay gặp');
  });

  test('made of the officer’s own names is refused', () => {
    const about = ['lan.nguyen', 'Nguyễn Thị Lan', 'Trường THCS Chiềng Sinh'];
    expect(passwordProblem('lan.nguyen2026', about)).toContain('tên đăng nhập');
    expect(passwordProblem('ChiengSinh@2026', about)).toContain('tên đăng nhập');
  });

  test.each(['mưa trên đồi chè', 'cá rô phi bơi 7 vòng', 'x7#Kp2!vQz9', 'tre xanh gió núi'])(
    'of unrelated words, or random, is taken: %s',
    (password) => {
      expect(
        passwordProblem(password, ['lan', 'Nguyễn Thị Lan', 'Trường THCS Chiềng Sinh']),
      ).toBeNull();
    },
  );
});
