/** Why there are no codes where the records are in this browser. */
export function NeedsServer() {
  return (
    <>
      <p>
        Mã học viên gắn điện thoại của giáo viên với tên trong danh sách, để kết quả tự gửi về
        Phòng. Việc đó cần một máy chủ luôn mở để nhận. Trang này đang giữ dữ liệu ngay trong trình
        duyệt, không máy nào gửi tới được, nên chưa cấp mã ở đây.
      </p>
      <p>
        Không có máy chủ vẫn thu được kết quả: giáo viên lưu <strong>tệp kết quả</strong> ở trang{' '}
        <a href="/thiet-bi/">Thiết bị này</a> rồi nộp; đơn vị đưa tệp vào mục{' '}
        <a href="#/nhap-du-lieu">Nhập dữ liệu</a>. Muốn dùng mã, hãy nhờ người phụ trách kỹ thuật
        cài máy chủ theo tài liệu vận hành đi kèm mã nguồn.
      </p>
    </>
  );
}
