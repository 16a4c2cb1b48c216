/** A request turned away as a whole, in Solapi's shape. */
export class SolapiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    readonly errorMessage: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(errorMessage);
  }
  body = () => ({ errorCode: this.errorCode, errorMessage: this.errorMessage });
}

/** One message of a request that is not taken; the request itself is answered with 200. */
export class MessageRefusal extends Error {
  constructor(readonly statusCode: string) {
    super(statusMessages[statusCode] ?? "알 수 없는 오류");
  }
}

/** Solapi's published words for its codes. */
export const statusMessages: Record<string, string> = {
  "1010": "필수 입력 값 미입력",
  "1023": "해당 이미지가 없음",
  "1025": "이미지 입력되었으나 타입이 MMS가 아님",
  "1030": "잔액 부족",
  "1061": "사용자에 의해 수신거부 됨(080무료수신거부)",
  "1062": "발신번호 미등록",
  "2000": "정상 접수(이통사로 접수 예정)",
  "2100": "(예약) 대기중",
  "2230": "잔액 부족",
  "2254": "스팸처리",
  "3000": "이통사로 접수 완료",
  "3014": "유효하지 않은 수신번호",
  "3032": "미가입자",
  "3040": "전송시간 초과",
  "3042": "음영지역",
  "3054": "스팸처리(이통사)",
  "3059": "변작된 발신번호",
  "3104": "카카오톡 미사용자",
  "3105": "사용할 수 없는 템플릿",
  "3106": "템플릿과 일치하지 않음",
  "3107": "알림톡 차단",
  "4000": "수신완료",
};
