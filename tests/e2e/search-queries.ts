/**
 * What people type and what has to be among the first three results. More than one page may answer
 * a query well; then any of them will do.
 */
export const SEARCH_QUERIES: [query: string, wanted: RegExp][] = [
  // Help
  ['111', /^\/tro-giup\/$/],
  ['tong dai 111', /^\/(tro-giup|to-gap\/tong-dai-111|cam-nang\/goi-111)\/$/],
  ['goi 111', /^\/(tro-giup|cam-nang\/goi-111)\/$/],
  ['đường dây nóng', /^\/tro-giup\//],
  ['duong day nong', /^\/tro-giup\//],
  ['ngày mai', /^\/tro-giup\/#ngay-mai$/],
  ['0963061414', /^\/tro-giup\/#ngay-mai$/],
  ['096 306 1414', /^\/tro-giup\/#ngay-mai$/],
  ['113', /^\/tro-giup\/#cong-an-113$/],
  ['công an', /^\/tro-giup\/#cong-an-113$/],
  ['115 cap cuu', /^\/tro-giup\/#cap-cuu-115$/],
  ['chữa cháy', /^\/(tro-giup\/#cuu-hoa-114|tap-huan\/phong-chay-chua-chay-cuu-nan\/)$/],
  ['tìm trợ giúp', /^\/tro-giup\/$/],
  ['em cần giúp', /^\/hoc-sinh\/tieu-hoc\/tim-tro-giup\/$/],
  ['ke voi ai', /^\/hoc-sinh\/tieu-hoc\/tim-tro-giup\/$/],
  // Violence
  ['bạo lực học đường', /bao-luc/],
  ['bao luc hoc duong', /bao-luc/],
  ['BAO LUC', /bao-luc/],
  ['bắt nạt', /^\/(hoc-sinh\/(thcs|tieu-hoc)\/bao-luc|cam-nang\/con-bi-bat-nat)\/$/],
  ['bị bạn đánh', /^\/hoc-sinh\/(thcs|tieu-hoc)\/bao-luc\/$/],
  ['danh nhau', /^\/hoc-sinh\/(thcs|tieu-hoc)\/bao-luc\/$/],
  ['con bi bat nat', /^\/cam-nang\/con-bi-bat-nat\/$/],
  ['quay clip danh nhau', /bao-luc/],
  ['trấn lột', /bao-luc/],
  // Abuse
  ['xâm hại', /xam-hai/],
  ['xam hai', /xam-hai/],
  ['vùng đồ lót', /^\/(hoc-sinh\/mam-non\/xam-hai|cam-nang\/noi-voi-con-ve-co-the)\/$/],
  ['dung cham', /xam-hai|noi-voi-con-ve-co-the/],
  ['nói với con về cơ thể', /^\/cam-nang\/noi-voi-con-ve-co-the\/$/],
  // Water
  ['đuối nước', /^\/hoc-sinh\/[a-z-]+\/duoi-nuoc\/$/],
  ['đuoi nuoc', /^\/hoc-sinh\/[a-z-]+\/duoi-nuoc\/$/],
  ['duoi nuoc', /^\/hoc-sinh\/tieu-hoc\/duoi-nuoc\/$/],
  [
    'tắm sông',
    /^\/(hoc-sinh\/[a-z-]+\/duoi-nuoc|cam-nang\/con-va-nuoc|tap-huan\/phong-chong-duoi-nuoc)\/$/,
  ],
  ['áo phao', /^\/hoc-sinh\/[a-z-]+\/duoi-nuoc\/$/],
  // Net
  ['an toàn trên mạng', /^\/hoc-sinh\/thcs\/mang\/$/],
  ['mat khau', /^\/hoc-sinh\/thcs\/mang\/$/],
  ['dọa tung ảnh', /^\/hoc-sinh\/(thcs|thpt|sau-thpt)\/mang\/$/],
  ['facebook', /^\/(hoc-sinh\/(thcs|thpt|sau-thpt)\/mang|cam-nang\/con-tren-mang)\/$/],
  // Feelings, leaving school
  ['muon chet', /^\/hoc-sinh\/[a-z-]+\/cam-xuc\/$/],
  ['trầm cảm', /^\/hoc-sinh\/[a-z-]+\/cam-xuc\/$/],
  ['ap luc thi', /^\/hoc-sinh\/thpt\/cam-xuc\/$/],
  ['tảo hôn', /^\/hoc-sinh\/thpt\/bo-hoc-tao-hon\/$/],
  ['bo hoc', /^\/hoc-sinh\/thpt\/bo-hoc-tao-hon\/$/],
  ['lấy chồng sớm', /^\/hoc-sinh\/thpt\/bo-hoc-tao-hon\/$/],
  // Staff
  ['công tác xã hội', /^\/tap-huan\/tong-quan-cong-tac-xa-hoi\/$/],
  ['cong tac xa hoi', /^\/tap-huan\/tong-quan-cong-tac-xa-hoi\/$/],
  ['tư vấn học đường', /^\/tap-huan\/tong-quan-cong-tac-xa-hoi\/$/],
  ['dau moi', /^\/tap-huan\//],
  ['tiếp nhận thông tin', /^\/tap-huan\/phat-hien-nguy-co-tiep-nhan-thong-tin\/$/],
  ['phat hien nguy co', /^\/tap-huan\/phat-hien-nguy-co-tiep-nhan-thong-tin\/$/],
  // Acts
  ['thông tư 18', /^\/can-cu\/#tt-18-2025-bgddt$/],
  ['thong tu 18/2025', /^\/can-cu\/#tt-18-2025-bgddt$/],
  ['thông tư 33', /^\/can-cu\/#tt-33-2018-bgddt$/],
  ['nghi dinh 80', /^\/can-cu\/#nd-80-2017-cp$/],
  ['luật trẻ em', /^\/can-cu\/#luat-102-2016-qh13$/],
  ['102/2016/QH13', /^\/can-cu\/#luat-102-2016-qh13$/],
  ['luat an ninh mang', /^\/can-cu\/#luat-116-2025-qh15$/],
  ['nghị quyết thuốc lá điện tử', /^\/can-cu\/#nq-173-2024-qh15$/],
];
