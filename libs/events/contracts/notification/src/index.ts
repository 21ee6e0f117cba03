export { noticeContract, type NoticeEvent } from './notice.contract';
