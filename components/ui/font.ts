/** Pretendard's stylesheet; copied there from its package when the application is built. */
export const fontStylesheet = "/fonts/pretendard-1.3.9/pretendard.css";
